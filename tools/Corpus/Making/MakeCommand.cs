using System.CommandLine;

namespace SearchEngine.Corpus.Making;

/// <summary><c>corpus make DIR</c>: documents written by real programs, and beside them what each must be found to say.</summary>
internal static class MakeCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo> folder = new("DIR") { Description = "where the documents go; made if it is not there" };
        Option<string> set = new("--set") { Description = "which sources: documents (for the tests of readers) or samples (for samples/)", DefaultValueFactory = static _ => "documents" };
        set.AcceptOnlyFromAmong("documents", "samples");
        Option<string?> only = new("--only") { Description = "make only the documents whose name begins with this" };
        Command command = new("make", "Makes documents with LibreOffice, Chromium, poppler, iconv, git and Python.") { folder, set, only };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            try
            {
                await MakeAsync(arguments.GetValue(folder)!, arguments.GetValue(set)!, arguments.GetValue(only) ?? "", cancellationToken);
                return 0;
            }
            catch (DocumentMakingException exception)
            {
                Console.Error.WriteLine($"corpus: {exception.Message}");
                return 1;
            }
        });
        return command;
    }

    private static async Task MakeAsync(DirectoryInfo folder, string set, string only, CancellationToken cancellationToken)
    {
        string sources = Path.Combine(AppContext.BaseDirectory, "Sources", set);
        Recipe recipe = Recipe.Read(Path.Combine(sources, "recipe.json"));
        using Workspace workshop = new(sources, folder.FullName);
        DocumentMakers makers = new(workshop);
        makers.RequirePrograms(recipe);
        foreach (RecipeStep step in recipe.Steps.Where(step => step.File.StartsWith(only, StringComparison.Ordinal)))
        {
            Console.Error.WriteLine($"{step.File}: {step.Maker} from {step.Source}");
            Directory.CreateDirectory(Path.GetDirectoryName(workshop.GetTargetPath(step.File))!);
            // Some programs add to what is there.
            File.Delete(workshop.GetTargetPath(step.File));
            await makers.MakeAsync(step, cancellationToken);
            if (!File.Exists(workshop.GetTargetPath(step.File))) throw new DocumentMakingException($"{step.Maker} ended well but wrote no {step.File}");
        }
        if (set == "documents") Expectations.Write(recipe, sources, workshop.GetTargetPath("expected.json"));
    }
}
