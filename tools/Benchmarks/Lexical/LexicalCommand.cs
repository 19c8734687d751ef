using System.CommandLine;
using SearchEngine.Benchmarks.Queries;

namespace SearchEngine.Benchmarks.Lexical;

/// <summary>The size of a comparison of lexical searches.</summary>
/// <param name="Passages">Source of passages and questions.</param>
/// <param name="Chunks">Number of indexed passages.</param>
/// <param name="Queries">Number of questions of a pass.</param>
/// <param name="Pairs">Number of passes of each variant, in turn.</param>
internal sealed record LexicalComparison(PassageMaker Passages, int Chunks, int Queries, int Pairs);

/// <summary>Creates commands that compare lexical searches.</summary>
internal static class LexicalCommand
{
    public static Command Create(string name, string description, Action<LexicalComparison> run)
    {
        Argument<string[]> sources = CommonArguments.CreateSources();
        Option<int> chunks = CommonArguments.CreateChunks();
        Option<int> queries = new("--queries") { Description = "Number of questions per pass", DefaultValueFactory = _ => 200 };
        Option<int> pairs = new("--pairs") { Description = "Number of passes of each variant, in turn", DefaultValueFactory = _ => 7 };
        Command command = new(name, description) { sources, chunks, queries, pairs };
        command.SetAction(parsed => run(new LexicalComparison(
            new PassageMaker(parsed.GetRequiredValue(sources)),
            parsed.GetValue(chunks),
            parsed.GetValue(queries),
            parsed.GetValue(pairs))));
        return command;
    }
}
