using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Encoder.Inspection;
using SearchEngine.Models;

namespace SearchEngine.Cli.Commands;

/// <summary>The command <c>search models</c> with its subcommands.</summary>
internal static class ModelsCommand
{
    public static Command Create(SharedOptions shared) => new DocumentedCommand(
        "models",
        "List, inspect and add models",
        "An encoder or re-ranker is a sentence-transformers folder with config.json, tokenizer.json and weights.",
        new("search models list", "the models that --model finds by name"),
        new("search models inspect ~/models/gte-small", "whether a folder can be used, and what is missing"),
        new("search models add ~/models/gte-small", "makes a copy that --model finds by name"),
        new("search models experts", "which experts of the decoder process which tokens"))
    {
        CreateList(shared),
        CreateInspect(shared),
        ModelsAddCommand.Create(shared),
        ModelsExpertsCommand.Create(shared),
    };

    private static Command CreateList(SharedOptions shared)
    {
        Command command = new DocumentedCommand(
            "list",
            "List the models that --model finds by name",
            "Looks in the folder that SEARCHENGINE_MODELS names, or else in the models folders next to and above the program; "
            + "then in the folder of models that 'search models add' copied. Ends with 1 if there is no model.",
            new("search models list", "a table"),
            new("search models list --jsonl", "one JSON object per model"));
        command.SetAction(parsed =>
        {
            ModelReport[] models = [.. ModelFolders.FindAll().Where(ModelInspector.IsModelFolder).Select(ModelInspector.Inspect)];
            ModelListOutput list = new([.. ModelFolders.GetSearchPaths().Where(Directory.Exists)], models);
            switch (shared.GetFormat(parsed))
            {
                case OutputFormat.Json: JsonOutput.Write(list); break;
                case OutputFormat.JsonLines: JsonOutput.WriteLines(list.Models); break;
                default: ModelView.Show(list, Console.Out); break;
            }
            if (models.Length > 0) return ExitCode.Success;
            shared.CreateTerminal(parsed).WriteNotice($"no models in {string.Join(", ", ModelFolders.GetSearchPaths())}");
            return ExitCode.NoResults;
        });
        return command;
    }

    private static Command CreateInspect(SharedOptions shared)
    {
        Argument<string> path = new Argument<string>("PATH") { Description = "A model folder, or a name that 'search models list' shows" }
            .WithCompletions(CompletionCandidates.Models).WithCompletions(CompletionCandidates.Folders);
        Command command = new DocumentedCommand(
            "inspect",
            "Describe a model folder and its faults",
            "Shows the family, shape, tokenizer and weights, and everything that is missing or damaged. "
            + "Ends with 1 if the folder cannot be used.",
            new("search models inspect bge-small-en-v1.5", "a model by its name"),
            new("search models inspect ~/models/gte-small --json", "a folder, as JSON"))
        {
            path,
        };
        command.SetAction(parsed =>
        {
            string nameOrPath = parsed.GetRequiredValue(path);
            if (string.IsNullOrWhiteSpace(nameOrPath)) throw new UsageException("PATH is empty; name a model folder");
            ModelReport report = ModelInspector.Inspect(FolderPath.RequireExisting(ModelPath.Resolve(nameOrPath)));
            ModelView.Show(report, shared.GetFormat(parsed));
            return report.Complete ? ExitCode.Success : ExitCode.IncompleteModel;
        });
        return command;
    }
}
