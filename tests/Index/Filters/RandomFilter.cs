using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SearchEngine.Index.Tests.Filters;

/// <summary>A filter, with a reference implementation that evaluates it document by document.</summary>
internal sealed partial record RandomFilter(string Text, Predicate<TestDocument> Holds)
{
    private static readonly (string Text, Predicate<string> Holds)[] Paths =
    [
        ("*.md", path => path.EndsWith(".md", StringComparison.Ordinal)),
        ("docs/**", path => path.StartsWith("docs/", StringComparison.Ordinal)),
        ("docs/*", path => path.StartsWith("docs/", StringComparison.Ordinal) && path.Count(c => c == '/') == 1),
        ("2024/", path => path.Contains("2024/", StringComparison.Ordinal)),
        ("/[a-c]*", path => path[0] is >= 'a' and <= 'c' && !path.Contains('/')),
        ("**/a?.*", path => path[(path.LastIndexOf('/') + 1)..].StartsWith('a')),
        ("Other/a1.md", path => path == "Other/a1.md"),
        ("other/**", _ => false),
    ];

    private static readonly (string Text, Predicate<DateTime> Holds)[] Times =
    [
        ("=2026", _ => true),
        ("=2026-02", time => time.Month == 2),
        ("<2026-02-10", time => time < new DateTime(2026, 2, 10)),
        ("<=2026-02-10", time => time < new DateTime(2026, 2, 11)),
        (">2026-02-10T12:00", time => time > new DateTime(2026, 2, 10, 12, 0, 59)),
        ("=2026-01-20..2026-02,2026-03-05", time => (time >= new DateTime(
            2026,
            1,
            20) && time.Month < 3) || time.Date == new DateTime(2026, 3, 5)),
        ("=7d", time => time >= new DateTime(2026, 3, 24, 10, 0, 0)),
        ("=2m..2w", time => time >= new DateTime(2026, 1, 31, 10, 0, 0) && time < new DateTime(2026, 3, 17, 10, 0, 0)),
    ];

    public static RandomFilter Next(Random random)
    {
        RandomFilter filter = random.Next(6) switch
        {
            0 => FromPath(Paths[random.Next(Paths.Length)]),
            1 => FromTime(Times[random.Next(Times.Length)]),
            2 => random.Next(2) == 0
                ? new RandomFilter("collection=NOTES", document => document.Collection == "notes")
                : new RandomFilter("collection=pap*,notes", _ => true),
            _ => FromField(random),
        };
        int at = filter.Text.IndexOf('=', StringComparison.Ordinal);
        bool canNegate = at > 0 && filter.Text[at - 1] is not ('<' or '>');
        return canNegate && random.Next(3) == 0
            ? new RandomFilter(filter.Text.Insert(at, "!"), document => !filter.Holds(document))
            : filter;
    }

    private static RandomFilter FromPath((string Text, Predicate<string> Holds) path) =>
        new("path=" + path.Text, document => path.Holds(document.Path));

    private static RandomFilter FromTime((string Text, Predicate<DateTime> Holds) time) =>
        new("modified" + time.Text, document => time.Holds(document.Modified));

    private static RandomFilter FromField(Random random)
    {
        string name = ((string[])["tag", "year", "DATE"])[random.Next(3)];
        string[] bounds = [.. new[] { TestDocument.Value(random), TestDocument.Value(random) }.Select(text => text.ToLowerInvariant())];
        string one = bounds[0], other = bounds[1], start = one.EnumerateRunes().First().ToString();
        bool ordered = Numbers(one, other) is var (low, high) ? low <= high : Order(one, other) <= 0 || Covers(other, one);
        return random.Next(7) switch
        {
            0 => Create($"{name}={Quote(one)},{Quote(other)}", value => Same(value, one) || Same(value, other)),
            1 => Create($"{name}={Quote(start)}*", value => value.StartsWith(start, StringComparison.Ordinal)),
            2 => Create($"{name}<{Quote(one)}", value => Compare(value, one, one) < 0),
            3 => Create($"{name}<={Quote(one)}", value => Compare(value, one, one) <= 0),
            4 => Create($"{name}>{Quote(one)}", value => Compare(value, one, one) is > 0 and < 9),
            5 when ordered => Create(
                $"{name}={Quote(one)}..{Quote(other)}",
                value => Compare(value, one, other) is >= 0 and < 9 && Compare(value, other, one) <= 0),
            _ => Create($"{name}={Quote(one)}..", value => Compare(value, one, one) is >= 0 and < 9),
        };

        RandomFilter Create(string text, Predicate<string> holds) =>
            new(text, document => document.Values(name).Any(value => holds(value)));
    }

    private static bool Same(string value, string bound) => Number(bound) is { } number ? Number(value) == number : value == bound;

    /// <summary>
    /// Compares a value with a bound of a range; 9 if they cannot be compared. The other bound also determines whether
    /// numbers are compared.
    /// </summary>
    private static int Compare(string value, string bound, string other)
    {
        if (Numbers(bound, other) is not null)
        {
            if (Number(value) is { } number) return number.CompareTo(Number(bound)!.Value);
            if (!IsYear(bound) || !IsYear(other) || !Date().IsMatch(value)) return 9;
        }
        return Covers(bound, value) ? 0 : Math.Sign(Order(value, bound));
    }

    private static (double, double)? Numbers(string one, string other) =>
        Number(one) is { } low && Number(other) is { } high ? (low, high) : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static bool IsYear(string text) => Regex.IsMatch(text, "^[0-9]{4}$");

    private static bool Covers(string bound, string value) =>
        Regex.IsMatch(bound, "^[0-9]{4}(-[0-9]{2}){0,2}$") && value.StartsWith(bound, StringComparison.Ordinal);

    private static int Order(string one, string other) =>
        Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}")]
    private static partial Regex Date();
}
