using System.CommandLine;

namespace SearchEngine.Cli;

/// <summary>Options that are given or not: no word after them is theirs.</summary>
internal static class FlagOption
{
    public static Option<bool> Create(string name, string description, params string[] aliases) => new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };
}
