using System.CommandLine;
using System.CommandLine.Completions;
using SearchEngine.Cli.Commands;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Help;

namespace SearchEngine.Cli;

/// <summary>Builds the command line: all commands, their help and completion.</summary>
internal static class CommandLine
{
    /// <summary>Response files are off, because a query may begin with '@'.</summary>
    public static ParserConfiguration ParserConfiguration { get; } = new() { ResponseFileTokenReplacer = null };

    public static RootCommand Create()
    {
        SharedOptions shared = new();
        RootCommand root = new("Search your own documents by words and by meaning, on this machine alone.")
        {
            QueryCommand.Create(shared),
            AskCommand.Create(shared),
            IndexCommand.Create(shared),
            StatusCommand.Create(shared),
            GetCommand.Create(shared),
            RemoveCommand.Create(shared),
            DoctorCommand.Create(shared),
            EvalCommand.Create(shared),
            ModelsCommand.Create(shared),
            CompletionCommand.Create(),
        };
        shared.AddTo(root);
        PromptCommand.AddTo(root, shared);
        HelpAction.Install(root);
        SuggestDirective suggest = root.Directives.OfType<SuggestDirective>().Single();
        suggest.Action = new CompletionAction(suggest);
        return root;
    }
}
