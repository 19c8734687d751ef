using System.CommandLine;
using System.Reflection;
using SearchEngine.Cli.Help;

namespace SearchEngine.Cli.Commands;

/// <summary>
/// The command <c>search completion SHELL</c>: prints the script that lets a shell complete this program's command lines.
/// </summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "powershell"];

    public static Command Create()
    {
        Argument<string> shell = new("SHELL") { Description = "bash, zsh, fish or powershell" };
        shell.AcceptOnlyFromAmong(Shells);
        Command command = new DocumentedCommand(
            "completion",
            "Print a script that completes commands in a shell",
            "The script completes commands, options and their values, folders, and the names of collections and models. "
            + "Its first lines explain how to install it.",
            new("source <(search completion bash)", "for this shell; put it in ~/.bashrc for every new one"),
            new("search completion zsh > ~/.zfunc/_search", "if ~/.zfunc is in $fpath"),
            new("search completion fish > ~/.config/fish/completions/search.fish", "for every new fish shell"),
            new("search completion powershell | Out-String | Invoke-Expression", "in the file that $PROFILE names"))
        {
            shell,
        };
        command.SetAction(parsed => Console.Out.Write(ReadScript(parsed.GetRequiredValue(shell))));
        return command;
    }

    private static string ReadScript(string shell)
    {
        string name = $"search.{(shell == "powershell" ? "ps1" : shell)}";
        using Stream script = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded in the program");
        return new StreamReader(script).ReadToEnd();
    }
}
