namespace SearchEngine.Corpus.Mixing;

/// <summary>Sentences that say something different each time, and say it the same way for the same seed.</summary>
internal sealed class Sentences(Random random)
{
    private static readonly string[] Who =
    [
        "The harbour master", "A keeper of bees", "Our oldest baker", "The night nurse", "Every second tenant", "The piano tuner",
        "A retired surveyor", "The ferry cook", "My neighbour", "The new librarian", "Nobody in the office", "The committee",
    ];
    private static readonly string[] Did =
    [
        "repaired", "counted", "forgot", "painted", "sold", "described",
        "measured", "returned", "lent out", "catalogued", "photographed", "argued about",
    ];
    private static readonly string[] What =
    [
        "the copper kettle", "a box of lenses", "the winter timetable", "seven sacks of rye", "the garden wall", "an atlas of rivers",
        "the broken weathervane", "a pair of skates", "the tax return", "two crates of lemons", "the church bell", "a manuscript on moss",
    ];
    private static readonly string[] Where =
    [
        "in the cellar", "behind the station", "on the pier", "at the mill", "near the old tannery",
        "under the stairs", "in the reading room", "beyond the river", "at the border", "on the roof",
    ];
    private static readonly string[] When =
    [
        "before breakfast", "last winter", "on the third of May", "during the storm", "after the auction",
        "between two trains", "for the second time", "without telling anyone", "at half past four", "while it rained",
    ];

    private int _number;

    /// <summary>A sentence with its full stop, in letters, digits and blanks alone, so that it fits into any format.</summary>
    public string Next() => $"{Of(Who)} {Of(Did)} {Of(What)} {Of(Where)} {Of(When)} and wrote down number {++_number}.";

    /// <summary>Several sentences, as a paragraph.</summary>
    public string Paragraph() => string.Join(' ', Enumerable.Range(0, random.Next(2, 7)).Select(_ => Next()));

    /// <summary>A few words without a full stop, as a heading.</summary>
    public string Title() => $"{Of(What)} {Of(Where)}";

    /// <summary>A name for a file or a function.</summary>
    public string Name() => $"{Of(Did)} {Of(What)}".Replace(' ', '_');

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
