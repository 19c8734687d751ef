using System.Text;
using SearchEngine.Tests;

namespace SearchEngine.Fuzz.Tests;

/// <summary>Counts how mutants fared, and keeps those that found something.</summary>
/// <param name="seed">What they were made from.</param>
internal sealed class MutantTally(int seed)
{
    private static readonly string[] ExpectedOutcomes = ["read", "refused", "skipped", "slow"];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = [];
    private readonly List<(int Number, string Outcome)> _failures = [];

    public int Count => _counts.Values.Sum();

    /// <summary>What was neither read nor refused.</summary>
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

    /// <summary>What was found, and how to see it again; the mutants lie in artifacts/fuzz afterwards.</summary>
    public string Describe()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "fuzz")).FullName;
        StringBuilder told = new($"{this}. To read one again: dotnet {typeof(MutantTally).Assembly.Location} {MutantRun.FileCommand} FILE\n");
        foreach ((int number, string outcome) in _failures)
        {
            Mutant mutant = Mutant.Create(seed, number);
            string file = Path.Combine(folder, $"{seed}-{number}-{mutant.Name}");
            File.WriteAllBytes(file, mutant.Content);
            told.AppendLine($"{number}: {outcome}\n    {mutant.Recipe}\n    {file}");
        }
        return told.ToString();
    }

    public override string ToString() => string.Join(", ", _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));
}
