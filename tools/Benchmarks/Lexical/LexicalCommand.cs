using System.CommandLine;
using SearchEngine.Benchmarks.Passages;

namespace SearchEngine.Benchmarks.Lexical;

/// <summary>How large a comparison of searches by words is.</summary>
/// <param name="Passages">Where passages and questions come from.</param>
/// <param name="Chunks">How many passages are indexed.</param>
/// <param name="Queries">How many questions a pass asks.</param>
/// <param name="Pairs">How many passes of each way, in turn.</param>
internal sealed record LexicalComparison(PassageMaker Passages, int Chunks, int Queries, int Pairs);

/// <summary>A command that compares searches by words.</summary>
internal static class LexicalCommand
{
    public static Command Create(string name, string description, Action<LexicalComparison> run)
    {
        Argument<string[]> sources = new("SOURCE") { Description = "Collections in BEIR layout and files in SQuAD's, whose sentences make the passages", Arity = ArgumentArity.OneOrMore };
        Option<int> chunks = new("--chunks") { Description = "How many passages", DefaultValueFactory = _ => 100_000 };
        Option<int> queries = new("--queries") { Description = "How many questions a pass", DefaultValueFactory = _ => 200 };
        Option<int> pairs = new("--pairs") { Description = "How many passes of each, in turn", DefaultValueFactory = _ => 7 };
        Command command = new(name, description) { sources, chunks, queries, pairs };
        command.SetAction(parsed => run(new LexicalComparison(
            new PassageMaker(parsed.GetRequiredValue(sources)), parsed.GetValue(chunks), parsed.GetValue(queries), parsed.GetValue(pairs))));
        return command;
    }
}
