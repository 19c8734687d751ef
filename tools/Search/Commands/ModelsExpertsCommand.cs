using System.CommandLine;
using System.CommandLine.Parsing;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Cli.Experts;
using SearchEngine.Generator;
using SearchEngine.Generator.Routing;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Cli.Commands;

/// <summary>The command <c>search models experts</c>: shows which experts of a Mixture-of-Experts decoder process which tokens.</summary>
internal sealed class ModelsExpertsCommand
{
    private readonly Argument<string?> _text = new("TEXT")
    {
        Description = "The text to read (default: short texts on several topics, and code)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _file = PathOption.CreateFile("--file", "Read this text file instead");

    private readonly Option<string?> _model = CreateModelOption();

    private readonly Option<int> _tokens = CountOption.Create(
        "--tokens", "The maximum number of tokens to read; with --in divided equally among the topics (default: 4096)", 4096);

    private readonly Option<string?> _html = PathOption.CreateFile("--html", "Also write a page to explore in a browser");

    private readonly SharedOptions _shared;
    private readonly Option<string?> _scope;

    private ModelsExpertsCommand(SharedOptions shared)
    {
        _shared = shared;
        _scope = ScopeOption.Create(
            shared,
            "Read your own documents instead, of a folder (first indexed if it changed) or a collection; its subfolders are the topics");
    }

    public static Command Create(SharedOptions shared) => new ModelsExpertsCommand(shared).Create();

    private static Option<string?> CreateModelOption()
    {
        Option<string?> option = PathOption.CreateFile(
            "--generator", "The decoder: a GGUF file, a model folder, or a model's name (default: answerer-moe-135m)");
        option.HelpName = "MODEL";
        return option.WithCompletions(CompletionCandidates.Folders);
    }

    private DocumentedCommand Create()
    {
        DocumentedCommand command = new(
            "experts",
            "Show which experts of a decoder process which tokens",
            "Reads texts with a Mixture-of-Experts decoder and records which experts the router of each layer chooses. Shows the load of "
            + "each expert, the tokens and kinds of tokens it processes most, and whether kind or topic decides. "
            + "The HTML page needs no network.",
            new("search models experts", "texts on several topics, and code"),
            new("search models experts --html experts.html", "the same as a page to explore"),
            new("search models experts --in ~/notes --html notes.html", "your own documents, with a topic per subfolder"),
            new("search models experts \"In 1969 two men walked on the Moon.\" --json",
                "a sentence, with every choice of every layer as JSON"))
        {
            _text, _file, _scope, _model, _tokens, _html,
        };
        command.Validators.Add(Validate);
        command.SetAction(RunAsync);
        return command;
    }

    private void Validate(CommandResult given)
    {
        bool[] sources =
        [
            given.GetResult(_text) is { Tokens.Count: > 0 },
            given.GetResult(_file) is not null,
            given.GetResult(_scope) is not null,
        ];
        if (sources.Count(isGiven => isGiven) > 1) given.AddError("TEXT, --file and --in each choose what to read; choose one of them");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Terminal terminal = _shared.CreateTerminal(parsed);
        KnowledgeBaseOptions options = _shared.GetKnowledgeBaseOptions(parsed);
        ExpertsPage? page = parsed.GetValue(_html) is { } path ? ExpertsPage.Create(path) : null;
        IReadOnlyList<TopicText> texts = await ReadTextsAsync(parsed, options, terminal, cancellation);
        DecoderOptions decoder = options.Generator with
        {
            Precision = GetDecoderPrecision(options.Encoder.Precision),
            Threads = options.Encoder.Threads,
        };
        string model = parsed.GetValue(_model) is { } nameOrPath ? ModelPath.Resolve(nameOrPath) : options.GeneratorPath;
        using RouterRecorder recorder = RouterRecorder.Open(model, decoder);
        IReadOnlyList<RoutedText> routed = await terminal.WithProgressAsync(
            bars => Task.Run(() => Record(recorder, texts, bars, cancellation), cancellation));
        if (recorder.Notice is { } notice) terminal.WriteNotice(notice);
        if (parsed.GetValue(_scope) is null && routed.FirstOrDefault(text => text.IsTruncated) is { } cut)
        {
            terminal.WriteNotice(
                $"only the first {cut.Tokens.Count} tokens of {cut.Topic} were read; read more with --tokens, up to {decoder.MaxTokens}");
        }
        RoutingReport report = RoutingReportBuilder.Build(recorder, routed);
        page?.Write(report, routed);
        ExpertsView.Show(report, routed, _shared.GetFormat(parsed), terminal);
        if (page is not null) terminal.WriteNotice($"the page is in {page.Path}");
        return ExitCode.Success;
    }

    private async Task<IReadOnlyList<TopicText>> ReadTextsAsync(
        ParseResult parsed, KnowledgeBaseOptions options, Terminal terminal, CancellationToken cancellation)
    {
        int tokens = parsed.GetValue(_tokens);
        IReadOnlyList<TopicText> texts;
        if (parsed.GetValue(_scope) is { } scope) texts = await ReadIndexedTextsAsync(options, scope, tokens, terminal, cancellation);
        else if (parsed.GetValue(_text) is { } text) texts = [new TopicText("text", text, tokens)];
        else if (parsed.GetValue(_file) is { } file) texts = [new TopicText(Path.GetFileName(file), TextFile.Read(file), tokens)];
        else texts = SampleTexts.Load();

        if (texts.All(text => string.IsNullOrWhiteSpace(text.Text)))
            throw new UsageException("the text contains no tokens; give some words, or leave it out to read the program's sample texts");
        return texts;
    }

    private static async Task<IReadOnlyList<TopicText>> ReadIndexedTextsAsync(
        KnowledgeBaseOptions options, string scope, int tokens, Terminal terminal, CancellationToken cancellation)
    {
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(options, cancellation);
        string? collection = await ScopeOption.ResolveAsync(knowledge, scope, update: true, terminal, cancellation);
        (IReadOnlyList<TopicText> texts, int leftOut) =
            collection is null ? ([], 0) : await IndexedTexts.ReadAsync(knowledge, collection, tokens, cancellation);
        if (texts.Count == 0)
            throw new UsageException($"'{scope}' contains no documents to read; name a folder or a collection that has some");
        if (leftOut > 0)
        {
            int topics = texts.Select(text => text.Topic).Distinct().Count() + leftOut;
            terminal.WriteNotice($"{leftOut} of {topics} topics, those with the fewest passages, were left out");
        }
        return texts;
    }

    private static List<RoutedText> Record(
        RouterRecorder recorder, IReadOnlyList<TopicText> texts, IProgress<ReadingProgress>? progress, CancellationToken cancellation)
    {
        List<RoutedText> routed = [];
        foreach (TopicText text in texts)
        {
            progress?.Report(new ReadingProgress(routed.Count, texts.Count));
            routed.Add(RoutedText.Record(recorder, text, cancellation));
        }
        return routed;
    }

    private static Precision GetDecoderPrecision(Precision? precision) => precision switch
    {
        null => Precision.Int4,
        Precision.Float32 => Precision.Float32,
        _ => throw new UsageException("a decoder runs in int4 or float32; leave out --precision for int4, or choose --precision float32"),
    };
}
