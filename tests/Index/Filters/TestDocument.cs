namespace SearchEngine.Index.Tests.Filters;

/// <summary>The properties of a document that filters use.</summary>
internal sealed record TestDocument(string Collection, string Path, DateTime Modified, Dictionary<string, string> Fields, int Chunks)
{
    private static readonly string[] Texts =
    [
        "finance",
        "Tax",
        "finance, tax",
        "Ann Lee",
        "7",
        "07",
        "7.5",
        "-3",
        "1e1",
        "2024",
        "2024-05",
        "2024-05-17",
        "2023-12-31",
        "straße",
        "😀",
        "x*",
        "a\"b",
        "O'Hara",
    ];

    public static TestDocument Next(Random random)
    {
        Dictionary<string, string> fields = [];
        foreach (string name in (string[])["tag", "Year", "date"])
        {
            if (random.Next(3) > 0) fields[name] = Value(random);
        }
        string folder = random.Next(4) switch { 0 => "", 1 => "docs/", 2 => "docs/2024/", _ => "Other/" };
        string path = $"{folder}{(char)('a' + random.Next(6))}{random.Next(4)}.{(random.Next(2) == 0 ? "md" : "txt")}";
        return new TestDocument(
            random.Next(3) == 0 ? "Papers" : "notes",
            path,
            new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(random.Next(90 * 24)),
            fields,
            random.Next(4));
    }

    public static string Value(Random random) => Texts[random.Next(Texts.Length)];

    /// <summary>Returns all values of a field in lower case: a list as a whole and each of its items.</summary>
    public IEnumerable<string> Values(string name) => Fields
        .Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
        .SelectMany(field => field.Value.Split(", ").Append(field.Value)).Select(value => value.ToLowerInvariant());
}
