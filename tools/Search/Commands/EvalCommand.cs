using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.AI;
using SearchEngine.Answers;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Endpoints;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Evaluation.Answers;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Questions;
using SearchEngine.Evaluation.Runs;
using SearchEngine.Runtime;

namespace SearchEngine.Cli.Commands;

/// <summary>
/// The command <c>search eval</c>: measures every stage on a judged collection, or on the user's own index with the user's questions.
/// </summary>
internal sealed class EvalCommand
{
    private readonly Argument<string?> _folder = new Argument<string?>("DIR")
    {
        Description = "A collection in BEIR layout: corpus.jsonl, queries.jsonl, qrels/SPLIT.tsv",
        Arity = ArgumentArity.ZeroOrOne,
    }.WithCompletions(CompletionCandidates.Folders);

    private readonly Option<string?> _split = new("--split") { Description = "The judgements to use (default: test)", HelpName = "NAME" };

    private readonly Option<string?> _qrels = PathOption.CreateFile(
        "--qrels", "Use the judgements in this file instead, in BEIR's or TREC's format");

    private readonly Option<string?> _questions = PathOption.CreateFile(
        "--questions",
        "Ask your own questions of your own index, instead of DIR: lines of {\"question\": \"...\", \"paths\": [\"notes/a.md\"]}, "
        + "each path a document that answers");

    private readonly Option<string?> _answers = PathOption.CreateFile(
        "--answers", "Ask questions with answers in SQuAD 2.0 format, instead of DIR, of an index of their paragraphs");

    private readonly Option<int> _every = CountOption.Create("--every", "With --answers, ask only every Nth question (default: 1)", 1);

    private readonly Option<bool> _freeQuotes = FlagOption.Create(
        "--free-quotes", "With --answers, allow quotations that differ from the paragraphs' words");

    private readonly Option<int> _passages = CountOption.Create(
        "--passages", "With --answers, the maximum number of passages to write an answer from (default: 1)", 1);

    private readonly Option<string?> _runs = PathOption.CreateFolder(
        "--runs", "Also write the results of each stage into this folder, as TREC run files").WithCompletions(CompletionCandidates.Folders);

    private readonly SharedOptions _shared;
    private readonly Option<string?> _scope;
    private readonly GeneratorOptions _generator;

    private EvalCommand(SharedOptions shared) =>
        (_shared, _scope, _generator) = (shared, ScopeOption.Create(shared), new GeneratorOptions(shared));

    public static Command Create(SharedOptions shared) => new EvalCommand(shared).Create();

    private DocumentedCommand Create()
    {
        DocumentedCommand command = new(
            "eval",
            "Measure retrieval on a judged collection, or on your own index",
            "Measures bm25, dense and hybrid retrieval and re-ranking with trec_eval's measures, and the time per query. p is the "
            + "probability that chance alone makes nDCG@10 differ this much from the row above (paired bootstrap). A collection is "
            + "indexed once, in the cache folder and not in your index.",
            new("search eval nfcorpus", "the test split"),
            new("search eval nfcorpus --split dev --jsonl", "another split, with one JSON object per stage"),
            new("search eval nfcorpus --qrels round2.qrels --runs runs", "your own judgements, and run files for trec_eval"),
            new("search eval --questions mine.jsonl --in ~/notes", "your own questions about one of your folders"))
        {
            _folder, _split, _qrels, _questions, _answers, _every, _freeQuotes, _passages, _scope, _runs,
        };
        _generator.AddTo(command);
        command.Validators.Add(Validate);
        command.SetAction(RunAsync);
        return command;
    }

    private void Validate(CommandResult given)
    {
        bool Has(Option option) => given.GetResult(option) is not null;

        bool hasFolder = given.GetResult(_folder) is { Tokens.Count: > 0 };
        if (Has(_answers))
        {
            if (hasFolder || new[] { _split, _qrels, _questions, _scope, _runs }.Any(Has))
            {
                given.AddError(
                    "--answers has its own paragraphs and questions; leave out DIR, --split, --qrels, --questions, --in and --runs");
            }
            return;
        }
        if (FindConflict(hasFolder, Has(_split), Has(_qrels), Has(_questions), Has(_scope)) is { } reason) given.AddError(reason);
    }

    /// <summary>Returns what is wrong with the choice of judgements; null if nothing is.</summary>
    private static string? FindConflict(bool folder, bool split, bool qrels, bool questions, bool scope) => (folder, questions) switch
    {
        (false, false) => "DIR is missing; name a judged collection, or ask questions of your own index with --questions FILE",
        (true, true) => "a judged collection has its own questions; leave out DIR, or leave out --questions; your own folder goes to --in",
        (false, true) when split || qrels => "a file of questions contains its own judgements; leave out --split and --qrels",
        (true, false) when scope => "--in is for --questions; a judged collection is searched on its own",
        _ => split && qrels ? "--split and --qrels both choose the judgements; choose one of them" : null,
    };

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Terminal terminal = _shared.CreateTerminal(parsed);
        return parsed.GetValue(_answers) is { } file
            ? await EvaluateAnswersAsync(parsed, file, terminal, cancellation)
            : await EvaluateRetrievalAsync(parsed, terminal, cancellation);
    }

    private async Task<int> EvaluateAnswersAsync(ParseResult parsed, string file, Terminal terminal, CancellationToken cancellation)
    {
        AnswerCollection all = AnswerCollection.Open(file);
        AnswerCollection asked = all with { Questions = [.. all.Questions.Where((_, i) => i % parsed.GetValue(_every) == 0)] };
        AskOptions askOptions = new() { ConstrainQuotes = !parsed.GetValue(_freeQuotes), MaxPassages = parsed.GetValue(_passages) };
        KnowledgeBaseOptions options = _generator.GetKnowledgeBaseOptions(parsed, generates: true, terminal);
        using IChatClient? client = options.ChatClient;
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(WithCachedIndex(options, asked.Name), cancellation);
        AnswerReport report = await terminal.WithProgressAsync(async bars =>
        {
            await AnswerEvaluation.IndexAsync(knowledge, asked, bars, cancellation);
            return await AnswerEvaluation.RunAsync(knowledge, asked, askOptions, bars, cancellation);
        });
        terminal.WriteNotices(knowledge.Notices);
        AnswerReportView.Show(report, _shared.GetFormat(parsed), terminal);
        return ExitCode.Success;
    }

    private async Task<int> EvaluateRetrievalAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        BeirCollection? collection = OpenCollection(parsed);
        KnowledgeBaseOptions options = _shared.GetKnowledgeBaseOptions(parsed) with { PreloadEncoder = true };
        if (collection is not null) options = WithCachedIndex(options, collection.Name);
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(options, cancellation);
        IJudgedQueries queries = collection ?? (IJudgedQueries)await OpenQuestionsAsync(parsed, knowledge, terminal, cancellation);
        RunFolder? runs = parsed.GetValue(_runs) is { } folder ? RunFolder.Open(folder) : null;
        EvaluationReport report = await terminal.WithProgressAsync(async bars =>
        {
            if (collection is not null) await RetrievalEvaluation.IndexAsync(knowledge, collection, bars, cancellation);
            return await RetrievalEvaluation.RunAsync(knowledge, queries, runs, bars, cancellationToken: cancellation);
        });
        terminal.WriteNotices(knowledge.Notices);
        EvaluationView.Show(report, _shared.GetFormat(parsed), terminal);
        return ExitCode.Success;
    }

    private BeirCollection? OpenCollection(ParseResult parsed)
    {
        if (parsed.GetValue(_folder) is not { } folder) return null;
        return parsed.GetValue(_qrels) is { } qrels
            ? BeirCollection.OpenWith(folder, qrels)
            : BeirCollection.Open(folder, parsed.GetValue(_split));
    }

    private async Task<JudgedQuestions> OpenQuestionsAsync(
        ParseResult parsed, KnowledgeBase knowledge, Terminal terminal, CancellationToken cancellation)
    {
        string? collection = null;
        if (parsed.GetValue(_scope) is { } scope)
        {
            collection = await ScopeOption.ResolveAsync(knowledge, scope, update: true, terminal, cancellation)
                ?? throw new UsageException($"'{scope}' contains no documents to ask about; name another folder or collection");
        }
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(cancellation);
        if (status.Indexed == 0) throw new UsageException("nothing is indexed yet; name a folder with --in, or run: search index DIR");
        terminal.WriteUnembeddedNotice(status.Passages - status.Encoded);
        return await JudgedQuestions.OpenAsync(parsed.GetRequiredValue(_questions)!, knowledge, collection, cancellation);
    }

    /// <summary>Keeps a judged collection out of the user's own index: unless an index is named, it is kept in the cache folder.</summary>
    private static KnowledgeBaseOptions WithCachedIndex(KnowledgeBaseOptions options, string collection) =>
        options.IndexPath == KnowledgeBaseOptions.DefaultIndexPath
            ? options with { IndexPath = Path.Combine(CacheFolder.Default, "evaluation", collection) }
            : options;
}
