using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Cli.Routing;
using SearchEngine.Generator;
using SearchEngine.Generator.Routing;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Cli.Commands;

/// <summary><c>search models experts</c>: which experts of a Mixture-of-Experts decoder take which tokens.</summary>
internal static class ModelsExpertsCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string?> text = new("TEXT") { Description = "The text to read (default: short texts on several topics, and code)", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> file = PathOption.CreateFile("--file", "Read this text file instead");
        Option<string?> scope = ScopeOption.Create(shared);
        scope.Description = "Read your own documents instead: of a folder (indexed first where it changed), or of a collection. Its folders are the topics";
        Option<string?> model = PathOption.CreateFile("--model", "The decoder: a GGUF file, a model folder, or the name of one below the models folder (default: answerer-moe-135m)").WithCompletions(CompletionCandidates.Folders);
        Option<int> tokens = CountOption.Create("--tokens", "The most tokens to read; with --in all topics get equally many", 4096);
        Option<string?> page = PathOption.CreateFile("--html", "Also write a page to look at in a browser");
        Command command = new DocumentedCommand("experts", "Show which experts of a decoder take which tokens",
            "Reads texts with a Mixture-of-Experts decoder and records what the router of each layer chooses: the load of each expert, the tokens and the kinds of tokens that it takes most, and whether kind or topic decides. The page needs no network.",
            new("search models experts", "texts on several topics, and code"),
            new("search models experts --html experts.html", "the same as a page to explore"),
            new("search models experts --in ~/notes --html notes.html", "your own documents, a topic a folder"),
            new("search models experts \"In 1969 two men walked on the Moon.\" --json", "a sentence, each choice of each layer, for a program")) { text, file, scope, model, tokens, page };
        command.Validators.Add(given =>
        {
            int named = (given.GetResult(text) is { Tokens.Count: > 0 } ? 1 : 0) + (given.GetResult(file) is null ? 0 : 1) + (given.GetResult(scope) is null ? 0 : 1);
            if (named > 1) given.AddError("TEXT, --file and --in each say what to read; choose one of them");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            Terminal terminal = shared.CreateTerminal(parsed);
            KnowledgeBaseOptions options = shared.GetKnowledgeBaseOptions(parsed);
            RoutingPage? target = parsed.GetValue(page) is { } path ? RoutingPage.Create(path) : null;
            IReadOnlyList<TopicText> texts = parsed.GetValue(scope) is { } named ? await ReadIndexedTextsAsync(options, named, parsed.GetValue(tokens), terminal, cancellation)
                : parsed.GetValue(text) is { } given ? [new TopicText("text", given, parsed.GetValue(tokens))]
                : parsed.GetValue(file) is { } place ? [new TopicText(Path.GetFileName(place), TextFile.Read(place), parsed.GetValue(tokens))]
                : SampleTexts.Load();
            if (texts.All(one => string.IsNullOrWhiteSpace(one.Text))) throw new UsageException("there are no tokens in the text; give some words, or leave it out for texts that the program brings along");

            DecoderOptions decoder = options.Generator with { Precision = GetDecoderPrecision(options.Encoder.Precision), Threads = options.Encoder.Threads };
            using RouterRecorder recorder = RouterRecorder.Open(parsed.GetValue(model) is { } called ? ModelPath.Resolve(called) : options.GeneratorPath, decoder);
            IReadOnlyList<RoutedText> routed = await terminal.WithProgressAsync(bars => Task.Run(() => Record(recorder, texts, bars, cancellation), cancellation));
            if (recorder.Notice is { } notice) terminal.WriteNotice(notice);
            if (parsed.GetValue(scope) is null && routed.FirstOrDefault(one => one.IsTruncated) is { } cut) terminal.WriteNotice($"only the first {cut.Tokens.Count} tokens of {cut.Topic} were read; --tokens says how many, up to {decoder.MaxTokens}");
            RoutingReport report = RoutingReportBuilder.Build(recorder, routed);
            target?.Write(report, routed);
            RoutingView.Show(report, routed, shared.GetFormat(parsed), terminal);
            if (target is not null) terminal.WriteNotice($"the page is in {target.Path}");
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<IReadOnlyList<TopicText>> ReadIndexedTextsAsync(KnowledgeBaseOptions options, string scope, int tokens, Terminal terminal, CancellationToken cancellation)
    {
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(options, cancellation);
        string? collection = await ScopeOption.ResolveAsync(knowledge, scope, update: true, terminal, cancellation);
        (IReadOnlyList<TopicText> texts, int leftOut) = collection is null ? ([], 0) : await IndexedTexts.ReadAsync(knowledge, collection, tokens, cancellation);
        if (texts.Count == 0) throw new UsageException($"there is nothing to read in '{scope}'; name a folder or a collection that holds documents");
        if (leftOut > 0) terminal.WriteNotice($"{leftOut} of {texts.Select(text => text.Topic).Distinct().Count() + leftOut} topics were left out, those with the fewest passages");
        return texts;
    }

    private static List<RoutedText> Record(RouterRecorder recorder, IReadOnlyList<TopicText> texts, IProgress<RoutingProgress>? progress, CancellationToken cancellation)
    {
        List<RoutedText> routed = [];
        foreach (TopicText text in texts)
        {
            progress?.Report(new RoutingProgress(routed.Count, texts.Count));
            routed.Add(recorder.Record(text.Topic, text.Text, text.MaxTokens, cancellation));
        }
        return routed;
    }

    private static Precision GetDecoderPrecision(Precision? precision) => precision switch
    {
        null => Precision.Int4,
        Precision.Float32 => Precision.Float32,
        _ => throw new UsageException("a decoder runs in 4 bits or in float32: leave out --precision, or choose float32"),
    };
}
