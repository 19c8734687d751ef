using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SearchEngine.Cli.Help;

/// <summary>The action of <c>--help</c>, for every command.</summary>
internal sealed class HelpAction : SynchronousCommandLineAction
{
    private const int MaxWidth = 100, DefaultWidth = 80;

    public override bool ClearsParseErrors => true;

    /// <summary>Replaces the library's help with this one.</summary>
    public static void Install(RootCommand root)
    {
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Add(new HelpOption("--help", "-h") { Description = "Show this help", Action = new HelpAction() });
        root.Options.OfType<VersionOption>().Single().Description = "Show the version";
    }

    public override int Invoke(ParseResult parsed)
    {
        Show(parsed.CommandResult.Command, Console.Out, Console.IsOutputRedirected);
        return ExitCode.Success;
    }

    public static void Show(Command command, TextWriter output, bool redirected)
    {
        int width = redirected ? DefaultWidth : Math.Clamp(Console.WindowWidth, DefaultWidth / 2, MaxWidth);
        new HelpView(output, width).Show(command);
    }
}
