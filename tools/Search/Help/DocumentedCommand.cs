using System.CommandLine;

namespace SearchEngine.Cli.Help;

/// <summary>An example command line and what it does.</summary>
internal sealed record Example(string CommandLine, string Description);

/// <summary>A command whose help has details and examples.</summary>
/// <param name="description">What the command does, in one line.</param>
/// <param name="details">More about it, in a few sentences.</param>
internal sealed class DocumentedCommand(string name, string description, string details, params IReadOnlyList<Example> examples)
    : Command(name, description)
{
    public string Details => details;

    public IReadOnlyList<Example> Examples => examples;
}
