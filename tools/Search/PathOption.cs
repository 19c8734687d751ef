using System.CommandLine;

namespace SearchEngine.Cli;

/// <summary>Creates options that take the path of a file or a folder and reject an empty one.</summary>
internal static class PathOption
{
    public static Option<string?> CreateFolder(string name, string description) => Create("folder", name, description);

    public static Option<string?> CreateFile(string name, string description) => Create("file", name, description);

    private static Option<string?> Create(string kind, string name, string description)
    {
        Option<string?> option = new(name) { Description = description, HelpName = "PATH" };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [.., { Value: var path }] && string.IsNullOrWhiteSpace(path))
                given.AddError($"{name} takes the path of a {kind}, not an empty one");
        });
        return option;
    }
}
