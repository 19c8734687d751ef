using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Encoder.Inspection;
using SearchEngine.Models;

namespace SearchEngine.Cli.Commands;

/// <summary>What <c>search models list</c> shows.</summary>
/// <param name="Places">The folders that models are looked for in.</param>
/// <param name="Models">The models in them.</param>
internal sealed record ModelListOutput(IReadOnlyList<string> Places, IReadOnlyList<ModelReport> Models);

/// <summary><c>search models list|inspect|add|experts</c>: which models there are, what a folder is, one more, and who takes what in one.</summary>
internal static class ModelsCommand
{
    public static Command Create(SharedOptions shared) => new DocumentedCommand("models", "Show the models there are, or what is in one; add one",
        "A model is a sentence-transformers folder: config.json, tokenizer.json, and weights.",
        new("search models list", "those that --model knows by name"),
        new("search models inspect ~/models/gte-small", "whether a folder can be used, and what it lacks"),
        new("search models add ~/models/gte-small", "a copy that --model knows by name"),
        new("search models experts", "which experts of the decoder take which tokens")) { CreateList(shared), CreateInspect(shared), ModelsAddCommand.Create(shared), ModelsExpertsCommand.Create(shared) };

    private static Command CreateList(SharedOptions shared)
    {
        Command command = new DocumentedCommand("list", "Show the models that --model knows by name",
            "Looks in the folder that SEARCHENGINE_MODELS names, else in the models folders at and above the program; then among those that 'search models add' copied. Ends with 1 where there is none.",
            new("search models list", "a table"),
            new("search models list --jsonl", "a JSON object for each"));
        command.SetAction(parsed =>
        {
            ModelListOutput list = new([.. ModelFolders.GetSearchPaths().Where(Directory.Exists)], [.. ModelFolders.FindAll().Where(ModelInspector.IsModelFolder).Select(ModelInspector.Inspect)]);
            switch (shared.GetFormat(parsed))
            {
                case OutputFormat.Json: JsonOutput.Write(list); break;
                case OutputFormat.JsonLines: JsonOutput.WriteLines(list.Models); break;
                default: ModelView.Show(list, Console.Out); break;
            }
            if (list.Models.Count == 0) shared.CreateTerminal(parsed).WriteNotice($"no models below {string.Join(", ", ModelFolders.GetSearchPaths())}");
            return list.Models.Count > 0 ? ExitCode.Success : ExitCode.NoResults;
        });
        return command;
    }

    private static Command CreateInspect(SharedOptions shared)
    {
        Argument<string> path = new Argument<string>("PATH") { Description = "A model folder, or the name of one that 'search models list' shows" }
            .WithCompletions(CompletionCandidates.Models).WithCompletions(CompletionCandidates.Folders);
        Command command = new DocumentedCommand("inspect", "Show what a model folder is",
            "Family, shape, tokenizer and weights, and all that is missing or damaged. Ends with 1 where the folder cannot be used.",
            new("search models inspect bge-small-en-v1.5", "one that has a name"),
            new("search models inspect ~/models/gte-small --json", "a folder, for a program")) { path };
        command.SetAction(parsed =>
        {
            string named = parsed.GetRequiredValue(path);
            if (string.IsNullOrWhiteSpace(named)) throw new UsageException("PATH is empty; name a model folder");
            ModelReport report = ModelInspector.Inspect(FolderPath.RequireExisting(ModelPath.Resolve(named)));
            ModelView.Show(report, shared.GetFormat(parsed));
            return report.Complete ? ExitCode.Success : ExitCode.IncompleteModel;
        });
        return command;
    }
}
