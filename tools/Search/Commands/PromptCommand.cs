using System.CommandLine;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Interactive;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Commands;

/// <summary><c>search</c> without a command: opens the prompt on a terminal, and shows the help elsewhere.</summary>
internal static class PromptCommand
{
    public static void AddTo(RootCommand root, SharedOptions shared) => root.SetAction(async (parsed, cancellation) =>
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected || shared.GetFormat(parsed) != OutputFormat.Text)
        {
            Console.Error.WriteLine("search: a command is missing; without one, search opens a prompt, which needs a terminal\n");
            HelpAction.Show(root, Console.Error, redirected: true);
            return ExitCode.UsageError;
        }

        KnowledgeBaseOptions options = shared.GetKnowledgeBaseOptions(parsed);
        Terminal terminal = shared.CreateTerminal(parsed);
        string dataFolder = Path.GetDirectoryName(KnowledgeBaseOptions.DefaultIndexPath)!;
        QueryHistory history = QueryHistory.Open(Path.Combine(dataFolder, "history"));
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(options with { PreloadEncoder = true }, cancellation);
        return Terminal.IsDumb
            ? await new PlainPrompt(knowledge, terminal, history, Console.In, Console.Out).RunAsync(cancellation)
            : await new Prompt(knowledge, new PromptView(terminal), history, Keyboard.ForConsole).RunAsync(cancellation);
    });
}
