using SearchEngine.Answers;
using SearchEngine.Evaluation.Runs;
using SearchEngine.Ingestion;

namespace SearchEngine.Evaluation.Answers;

/// <summary>Evaluates answers: asks every question as a user would, with all paragraphs in the index.</summary>
public static class AnswerEvaluation
{
    /// <summary>Indexes the paragraphs, unless they are indexed already.</summary>
    public static Task<IndexReport> IndexAsync(
        KnowledgeBase knowledge,
        AnswerCollection collection,
        IProgress<IndexProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        knowledge.IndexAsync(collection.Name, collection.Paragraphs.ToAsyncEnumerable(), progress, cancellationToken);

    /// <summary>Asks every question and measures the answers.</summary>
    /// <param name="knowledge">The knowledge base that holds the paragraphs.</param>
    /// <param name="options">
    /// Options for all questions. Answerable questions are always answered; whether they would have been refused is
    /// counted.
    /// </param>
    public static async Task<AnswerReport> RunAsync(
        KnowledgeBase knowledge,
        AnswerCollection collection,
        AskOptions? options = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new AskOptions();
        options = options with { Query = options.Query with { Collections = [collection.Name] } };
        Tally extractive = new(), generated = new();
        List<double> answerable = [], unanswerable = [];
        int refusedAnswerable = 0, refusedUnanswerable = 0;
        foreach ((int i, AnswerQuestion question) in collection.Questions.Index())
        {
            Answer answer = await knowledge.AskAsync(
                question.Text,
                options with { AlwaysAnswer = true, Generate = options.Generate && question.IsAnswerable },
                cancellationToken).ConfigureAwait(false);
            bool refuses = answer.Confidence < AskOptions.DefaultThreshold;
            (question.IsAnswerable ? answerable : unanswerable).Add(answer.Confidence);
            if (refuses && question.IsAnswerable) refusedAnswerable++;
            if (refuses && !question.IsAnswerable) refusedUnanswerable++;
            if (question.IsAnswerable)
            {
                extractive.Add(
                    question,
                    answer.Extractive?.Text ?? "",
                    answer.Extractive is { } marked ? [marked.Citation] : [],
                    answer.Timings.Extractive,
                    0,
                    0);
                if (options.Generate)
                {
                    generated.Add(
                        question,
                        answer.ShortText,
                        answer.Citations,
                        answer.Timings.FirstText,
                        answer.Timings.Tokens,
                        answer.Timings.Total - answer.Timings.Extractive);
                }
            }
            progress?.Report(new StageProgress("answers", i + 1, collection.Questions.Count));
        }
        AbstentionQuality abstention = new(
            AbstentionQuality.AreaUnderCurve(answerable, unanswerable),
            (double)refusedUnanswerable / Math.Max(1, unanswerable.Count),
            (double)refusedAnswerable / Math.Max(1, answerable.Count));
        return new AnswerReport(
            collection.Name,
            collection.Paragraphs.Count,
            answerable.Count,
            unanswerable.Count,
            extractive.Quality,
            options.Generate ? generated.Quality : null,
            abstention);
    }

    /// <summary>Sums over all questions.</summary>
    private sealed class Tally
    {
        private readonly List<double> _milliseconds = [];
        private int _citations, _verbatim, _holding, _cited, _tokens;
        private double _exact, _f1, _writing;

        public AnswerQuality Quality
        {
            get
            {
                double questions = Math.Max(1, _milliseconds.Count), citations = Math.Max(1, _citations);
                double[] sorted = [.. _milliseconds.Order()];
                double late = sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(0.95 * sorted.Length) - 1];
                return new AnswerQuality(
                    _exact / questions,
                    _f1 / questions,
                    _verbatim / citations,
                    _holding / citations,
                    _cited / questions,
                    sorted.DefaultIfEmpty(0).Average(),
                    late,
                    _writing == 0 ? 0 : 1000 * _tokens / _writing);
            }
        }

        public void Add(
            AnswerQuestion question,
            string text,
            IReadOnlyList<Citation> citations,
            double milliseconds,
            int tokens,
            double writing)
        {
            _milliseconds.Add(milliseconds);
            _exact += AnswerMeasures.ExactMatch(text, question.Answers);
            _f1 += AnswerMeasures.F1(text, question.Answers);
            _citations += citations.Count;
            _verbatim += citations.Count(citation => citation.Verbatim);
            int holding = citations.Count(citation => AnswerMeasures.ContainsAnswer(citation.Quote, question.Answers));
            _holding += holding;
            if (holding > 0) _cited++;
            _tokens += tokens;
            _writing += writing;
        }
    }
}
