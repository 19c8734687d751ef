using System.CommandLine;

namespace SearchEngine.Cli;

/// <summary>Creates flags: options without a value.</summary>
internal static class FlagOption
{
    public static Option<bool> Create(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };
}
