using System.Text;
using SearchEngine.Tests;

namespace SearchEngine.Fuzz.Tests;

/// <summary>Counts the outcomes of mutants, and keeps those that failed.</summary>
/// <param name="seed">The seed of the mutants.</param>
internal sealed class MutantTally(int seed)
{
    private static readonly string[] ExpectedOutcomes = ["read", "refused", "skipped", "slow"];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = [];
    private readonly List<(int Number, string Outcome)> _failures = [];

    public int Count => _counts.Values.Sum();

    /// <summary>The mutants that were neither read nor rejected.</summary>
    public IReadOnlyList<(int Number, string Outcome)> Failures => _failures;

    public void Add(IEnumerable<(int Number, string Outcome)> outcomes)
    {
        lock (_lock)
        {
            foreach ((int number, string outcome) in outcomes)
            {
                string kind = outcome.Split(' ')[0];
                _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
                if (!ExpectedOutcomes.Contains(kind)) _failures.Add((number, outcome));
            }
        }
    }

    /// <summary>Describes the failures and how to reproduce them; writes the mutants to artifacts/fuzz.</summary>
    public string Describe()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "fuzz")).FullName;
        StringBuilder report = new($"{this}. To read one: dotnet {typeof(MutantTally).Assembly.Location} "
            + $"{MutantRun.FileCommand} FILE\n");
        foreach ((int number, string outcome) in _failures)
        {
            Mutant mutant = Mutant.Create(seed, number);
            string file = Path.Combine(folder, $"{seed}-{number}-{mutant.Name}");
            File.WriteAllBytes(file, mutant.Content);
            report.AppendLine($"{number}: {outcome}\n    {mutant.Recipe}\n    {file}");
        }
        return report.ToString();
    }

    public override string ToString() =>
        string.Join(", ", _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));
}
