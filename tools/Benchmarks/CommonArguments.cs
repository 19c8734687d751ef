using System.CommandLine;

namespace SearchEngine.Benchmarks;

/// <summary>Arguments and options that several benchmarks share.</summary>
internal static class CommonArguments
{
    public static Argument<string> CreateCollection() => new("DIR") { Description = "A collection in BEIR layout" };

    public static Argument<string[]> CreateCollections() =>
        new("DIR") { Description = "Collections in BEIR layout", Arity = ArgumentArity.OneOrMore };

    public static Argument<string[]> CreateSources() => new("SOURCE")
    {
        Description = "Collections in BEIR layout and files in SQuAD format: their sentences make the passages",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<int> CreateChunks() =>
        new("--chunks") { Description = "Number of passages", DefaultValueFactory = _ => 100_000 };

    public static Option<int> CreatePairs(int defaultValue) =>
        new("--pairs") { Description = "Number of pairs of runs", DefaultValueFactory = _ => defaultValue };

    public static Option<string> CreateSplit(string defaultValue) =>
        new("--split") { Description = "The split whose judgements are used", DefaultValueFactory = _ => defaultValue };

    public static Option<int> CreateSampling() =>
        new("--every") { Description = "Ask only every Nth query", DefaultValueFactory = _ => 1 };
}
