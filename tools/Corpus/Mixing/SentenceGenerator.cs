namespace SearchEngine.Corpus.Mixing;

/// <summary>Generates sentences that are all different, and the same for the same seed.</summary>
internal sealed class SentenceGenerator(Random random)
{
    private static readonly string[] Subjects =
    [
        "The harbour master", "A keeper of bees", "Our oldest baker", "The night nurse", "Every second tenant", "The piano tuner",
        "A retired surveyor", "The ferry cook", "My neighbour", "The new librarian", "Nobody in the office", "The committee",
    ];
    private static readonly string[] Verbs =
    [
        "repaired", "counted", "forgot", "painted", "sold", "described",
        "measured", "returned", "lent out", "catalogued", "photographed", "argued about",
    ];
    private static readonly string[] Objects =
    [
        "the copper kettle", "a box of lenses", "the winter timetable", "seven sacks of rye", "the garden wall", "an atlas of rivers",
        "the broken weathervane", "a pair of skates", "the tax return", "two crates of lemons", "the church bell", "a manuscript on moss",
    ];
    private static readonly string[] Places =
    [
        "in the cellar", "behind the station", "on the pier", "at the mill", "near the old tannery",
        "under the stairs", "in the reading room", "beyond the river", "at the border", "on the roof",
    ];
    private static readonly string[] Times =
    [
        "before breakfast", "last winter", "on the third of May", "during the storm", "after the auction",
        "between two trains", "for the second time", "without telling anyone", "at half past four", "while it rained",
    ];

    private int _number;

    /// <summary>Returns a sentence of letters, digits, spaces and a full stop, so that it needs no escaping in any format.</summary>
    public string NextSentence() =>
        $"{Pick(Subjects)} {Pick(Verbs)} {Pick(Objects)} {Pick(Places)} {Pick(Times)} and wrote down number {++_number}.";

    /// <summary>Returns a paragraph of several sentences.</summary>
    public string NextParagraph() => string.Join(' ', Enumerable.Range(0, random.Next(2, 7)).Select(_ => NextSentence()));

    /// <summary>Returns a few words for a heading.</summary>
    public string NextTitle() => $"{Pick(Objects)} {Pick(Places)}";

    /// <summary>Returns a name for a file or a function.</summary>
    public string NextName() => $"{Pick(Verbs)} {Pick(Objects)}".Replace(' ', '_');

    /// <summary>Returns a random element.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
