using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Encoder.Inspection;
using SearchEngine.Models;

namespace SearchEngine.Cli.Commands;

/// <summary><c>search models add PATH</c>: copies a model to where it is known by name.</summary>
internal static class ModelsAddCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string> path = new Argument<string>("PATH") { Description = "A model folder" }.WithCompletions(CompletionCandidates.Folders);
        Option<string?> name = new("--name") { Description = "What --model is to know it by (default: the folder's name)", HelpName = "NAME" };
        Command command = new DocumentedCommand("add", "Copy a model folder into your data folder, where --model knows it by name",
            "The folder is inspected first, and nothing is copied where it is not complete; hidden files are left out. Ends with 1 where the folder cannot be used.",
            new("search models add ~/models/gte-small", "then: search index ~/notes --model gte-small"),
            new("search models add ./checkpoint-1200 --name mine", "under a name of your own")) { path, name };
        command.SetAction(async (parsed, cancellation) =>
        {
            string folder = FolderPath.RequireExisting(parsed.GetRequiredValue(path));
            string called = ValidateName(parsed.GetValue(name) ?? Path.GetFileName(folder));
            ModelReport report = ModelInspector.Inspect(folder);
            if (!report.Complete)
            {
                ModelView.Show(report, shared.GetFormat(parsed));
                ErrorOutput.Write($"'{folder}' is not complete and was not copied; see its faults");
                return ExitCode.IncompleteModel;
            }
            string copy = await ModelImporter.ImportAsync(folder, called, cancellation);
            ModelView.Show(ModelInspector.Inspect(copy), shared.GetFormat(parsed));
            shared.CreateTerminal(parsed).WriteNotice($"added; use it with --model {called}");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>A name that no other model has and that is a folder's.</summary>
    private static string ValidateName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.StartsWith('.') || name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || name.Any(char.IsControl))
            throw new UsageException($"'{name}' cannot be a model's name; give one with --name that can be a folder's, without slashes and not beginning with a dot");
        string known = ModelFolders.Find(name);
        if (Path.Exists(known)) throw new UsageException($"there is a model '{name}' already, in {known}; give another name with --name, or remove that folder");
        return name;
    }
}
