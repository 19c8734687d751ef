using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Encoder.Inspection;
using SearchEngine.Models;

namespace SearchEngine.Cli.Commands;

/// <summary>The command <c>search models add PATH</c>: copies a model into the user's models folder, where its name is enough.</summary>
internal static class ModelsAddCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string> path = new Argument<string>("PATH") { Description = "A model folder" }
            .WithCompletions(CompletionCandidates.Folders);
        Option<string?> name = new("--name")
        {
            Description = "The name for --model to find it by (default: the folder's name)",
            HelpName = "NAME",
        };
        Command command = new DocumentedCommand(
            "add",
            "Copy a model folder into your data folder, so that --model finds it by name",
            "Inspects the folder first, and copies nothing if it is incomplete. Hidden files are left out. "
            + "Ends with 1 if the folder cannot be used.",
            new("search models add ~/models/gte-small", "then use: search index ~/notes --model gte-small"),
            new("search models add ./checkpoint-1200 --name mine", "under a name you choose"))
        {
            path, name,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string folder = FolderPath.RequireExisting(parsed.GetRequiredValue(path));
            string modelName = ValidateName(parsed.GetValue(name) ?? Path.GetFileName(folder));
            ModelReport report = ModelInspector.Inspect(folder);
            if (!report.Complete)
            {
                ModelView.Show(report, shared.GetFormat(parsed));
                ErrorOutput.Write($"'{folder}' is not complete and was not copied; fix the faults listed above");
                return ExitCode.IncompleteModel;
            }
            string copy = await ModelImporter.ImportAsync(folder, modelName, cancellation);
            ModelView.Show(ModelInspector.Inspect(copy), shared.GetFormat(parsed));
            shared.CreateTerminal(parsed).WriteNotice($"added; use it with --model {modelName}");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Checks that the name can be a folder's name and that no other model has it.</summary>
    private static string ValidateName(string name)
    {
        bool isHidden = name.StartsWith('.');
        bool isFileName = name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && !name.Any(char.IsControl);
        if (string.IsNullOrWhiteSpace(name) || isHidden || !isFileName)
        {
            throw new UsageException(
                $"'{name}' cannot be a model's name; choose one with --name that has no slashes and does not start with a dot");
        }
        string installed = ModelFolders.Find(name);
        if (!Path.Exists(installed)) return name;
        throw new UsageException(
            $"there is already a model '{name}' in {installed}; choose another name with --name, or delete that folder");
    }
}
