using System.CommandLine;
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

/// <summary><c>search eval</c>: measures every stage on a judged collection, or on the user's own index with the user's own questions.</summary>
internal static class EvalCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string?> folder = new Argument<string?>("DIR") { Description = "A collection in BEIR layout: corpus.jsonl, queries.jsonl, qrels/SPLIT.tsv", Arity = ArgumentArity.ZeroOrOne }.WithCompletions(CompletionCandidates.Folders);
        Option<string?> split = new("--split") { Description = "Judgements to use (default: test)", HelpName = "NAME" };
        Option<string?> qrels = PathOption.CreateFile("--qrels", "Judgements from this file instead, in BEIR's form or in TREC's");
        Option<string?> questions = PathOption.CreateFile("--questions", "Your own questions about your own index, instead of DIR: lines of {\"question\": \"...\", \"paths\": [\"notes/a.md\"]}, each path a document that answers");
        Option<string?> answers = PathOption.CreateFile("--answers", "Questions with answers in the form of SQuAD 2.0, instead of DIR: asked of an index of their paragraphs");
        Option<int> every = CountOption.Create("--every", "With --answers, ask every so manieth question (default: 1)", 1);
        Option<bool> free = FlagOption.Create("--free-quotes", "With --answers, do not hold quotations to the words of the paragraphs");
        Option<int> passages = CountOption.Create("--passages", "With --answers, the most passages that an answer is written from (default: 1)", 1);
        GeneratorOptions writer = new(shared);
        Option<string?> scope = ScopeOption.Create(shared);
        Option<string?> runs = PathOption.CreateFolder("--runs", "Also write what each stage found into this folder, as TREC run files").WithCompletions(CompletionCandidates.Folders);
        Command command = new DocumentedCommand("eval", "Measure retrieval on a judged collection, or on your own index",
            "Measures bm25, dense and hybrid retrieval and re-ranking as trec_eval does, and the time of a query; p is how likely nDCG@10 would differ as much from the row above by chance (paired bootstrap). A collection is indexed once, in the cache folder, not in your index.",
            new("search eval nfcorpus", "the test split"),
            new("search eval nfcorpus --split dev --jsonl", "another split, a JSON object for each stage"),
            new("search eval nfcorpus --qrels round2.qrels --runs runs", "judgements of your own, and run files for trec_eval"),
            new("search eval --questions mine.jsonl --in ~/notes", "your own questions about a folder of yours")) { folder, split, qrels, questions, answers, every, free, passages, scope, runs };
        writer.AddTo(command);
        command.Validators.Add(given =>
        {
            bool Has(Option option) => given.GetResult(option) is not null;
            if (given.GetResult(answers) is not null)
            {
                if (given.GetResult(folder) is { Tokens.Count: > 0 } || Has(split) || Has(qrels) || Has(questions) || Has(scope) || Has(runs)) given.AddError("--answers brings paragraphs and questions of its own: leave out DIR and the other options of judgements");
                return;
            }
            if (FindConflict(given.GetResult(folder) is { Tokens.Count: > 0 }, Has(split), Has(qrels), Has(questions), Has(scope)) is { } reason) given.AddError(reason);
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            Terminal terminal = shared.CreateTerminal(parsed);
            if (parsed.GetValue(answers) is { } asked)
            {
                AnswerCollection all = AnswerCollection.Open(asked), some = all with { Questions = [.. all.Questions.Where((_, i) => i % parsed.GetValue(every) == 0)] };
                AskOptions how = new() { ConstrainQuotes = !parsed.GetValue(free), MaxPassages = parsed.GetValue(passages) };
                return await EvaluateAnswersAsync(some, how, writer.GetKnowledgeBaseOptions(parsed, generates: true, terminal), shared.GetFormat(parsed), terminal, cancellation);
            }

            BeirCollection? collection = parsed.GetValue(folder) is not { } named ? null
                : parsed.GetValue(qrels) is { } judgements ? BeirCollection.OpenWith(named, judgements) : BeirCollection.Open(named, parsed.GetValue(split));
            KnowledgeBaseOptions options = shared.GetKnowledgeBaseOptions(parsed) with { PreloadEncoder = true };
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(collection is null ? options : WithCachedIndex(options, collection.Name), cancellation);
            IJudgedQueries judged = collection ?? (IJudgedQueries)await OpenQuestionsAsync(knowledge, parsed.GetRequiredValue(questions)!, parsed.GetValue(scope), terminal, cancellation);
            RunFolder? kept = parsed.GetValue(runs) is { } place ? RunFolder.Open(place) : null;
            EvaluationReport report = await terminal.WithProgressAsync(async bars =>
            {
                if (collection is not null) await RetrievalEvaluation.IndexAsync(knowledge, collection, bars, cancellation);
                return await RetrievalEvaluation.RunAsync(knowledge, judged, kept, bars, cancellationToken: cancellation);
            });
            terminal.WriteNotices(knowledge.Notices);
            EvaluationView.Show(report, shared.GetFormat(parsed), terminal);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<int> EvaluateAnswersAsync(AnswerCollection collection, AskOptions askOptions, KnowledgeBaseOptions options, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        using IChatClient? client = options.ChatClient;
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(WithCachedIndex(options, collection.Name), cancellation);
        AnswerReport report = await terminal.WithProgressAsync(async bars =>
        {
            await AnswerEvaluation.IndexAsync(knowledge, collection, bars, cancellation);
            return await AnswerEvaluation.RunAsync(knowledge, collection, askOptions, bars, cancellation);
        });
        terminal.WriteNotices(knowledge.Notices);
        AnswerReportView.Show(report, format, terminal);
        return ExitCode.Success;
    }

    /// <summary>What is wrong with a choice of judgements; null where it is one.</summary>
    private static string? FindConflict(bool folder, bool split, bool qrels, bool questions, bool scope) => (folder, questions) switch
    {
        (false, false) => "DIR is missing: name a judged collection, or ask your own index with --questions FILE",
        (true, true) => "a judged collection has questions of its own: leave out DIR, or leave out --questions; a folder of yours is named with --in",
        (false, true) when split || qrels => "a file of questions is its own judgement: leave out --split and --qrels",
        (true, false) when scope => "--in is for --questions; a judged collection is searched alone",
        _ => split && qrels ? "--split and --qrels both say which judgements to use; choose one of them" : null,
    };

    private static async Task<JudgedQuestions> OpenQuestionsAsync(KnowledgeBase knowledge, string file, string? scope, Terminal terminal, CancellationToken cancellation)
    {
        string? collection = scope is null ? null
            : await ScopeOption.ResolveAsync(knowledge, scope, update: true, terminal, cancellation) ?? throw new UsageException($"there is nothing in '{scope}' to ask about");
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(cancellation);
        if (status.Indexed == 0) throw new UsageException("nothing is indexed yet; name a folder with --in, or run: search index DIR");
        if (status.Passages > status.Encoded) terminal.WriteNotice($"{status.Passages - status.Encoded} passages can be found by words only until they are encoded");
        return await JudgedQuestions.OpenAsync(file, knowledge, collection, cancellation);
    }

    /// <summary>A judged collection is not the user's own: unless an index is named, it gets one in the cache folder, kept for the next run.</summary>
    private static KnowledgeBaseOptions WithCachedIndex(KnowledgeBaseOptions options, string collection) =>
        options.IndexPath == KnowledgeBaseOptions.DefaultIndexPath
            ? options with { IndexPath = Path.Combine(CacheFolder.Default, "evaluation", collection) }
            : options;
}
