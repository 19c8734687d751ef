using System.CommandLine;

namespace SearchEngine.Cli.Help;

/// <summary>A command line worth trying, and what it does.</summary>
internal sealed record Example(string CommandLine, string Description);

/// <summary>A command whose help says more than its options.</summary>
/// <param name="name">The word that calls it.</param>
/// <param name="description">What it does, in a line.</param>
/// <param name="details">What a line does not say.</param>
/// <param name="examples">Some to start from.</param>
internal sealed class DocumentedCommand(string name, string description, string details, params IReadOnlyList<Example> examples) : Command(name, description)
{
    public string Details => details;

    public IReadOnlyList<Example> Examples => examples;
}
