using Microsoft.Extensions.VectorData;

namespace SearchEngine.VectorStore.Tests;

/// <summary>A record with properties of most supported types.</summary>
public sealed class Book
{
    [VectorStoreKey]
    public string Id { get; set; } = "";

    [VectorStoreData(IsFullTextIndexed = true)]
    public string? Title { get; set; }

    [VectorStoreData(IsIndexed = true)]
    public int Year { get; set; }

    [VectorStoreData]
    public double? Rating { get; set; }

    [VectorStoreData]
    public decimal Price { get; set; }

    [VectorStoreData]
    public bool Lent { get; set; }

    [VectorStoreData]
    public byte Shelf { get; set; }

    [VectorStoreData]
    public DateTimeOffset Added { get; set; }

    [VectorStoreData]
    public string[]? Tags { get; set; }

    [VectorStoreVector(3)]
    public ReadOnlyMemory<float> Vector { get; set; }

    public static Book[] Shelfful =>
    [
        new()
        {
            Id = "a",
            Title = "Apples of the north",
            Year = 1990,
            Rating = 4.5,
            Price = 8.50m,
            Lent = true,
            Shelf = 1,
            Added = new(2024, 1, 1, 12, 0, 0, TimeSpan.Zero),
            Tags = ["fruit", "garden"],
            Vector = new float[] { 1, 0, 0 },
        },
        new()
        {
            Id = "b",
            Title = "Oranges, \"tangy\" and sweet",
            Year = 2001,
            Rating = null,
            Price = 12m,
            Shelf = 2,
            Added = new(2024, 6, 1, 0, 0, 0, TimeSpan.FromHours(2)),
            Tags = ["fruit"],
            Vector = new float[] { 0.8f, 0.6f, 0 },
        },
        new()
        {
            Id = "c",
            Title = null,
            Year = 2001,
            Rating = 3,
            Price = 100m,
            Lent = true,
            Shelf = 3,
            Added = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Tags = null,
            Vector = new float[] { 0, 1, 0 },
        },
        new()
        {
            Id = "d",
            Title = "The garden at night",
            Year = 2020,
            Rating = 5,
            Price = 9.99m,
            Shelf = 1,
            Added = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Tags = [],
            Vector = new float[] { -1, 0, 0 },
        },
    ];
}
