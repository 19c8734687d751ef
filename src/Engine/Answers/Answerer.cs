using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SearchEngine.Documents.Chunking;
using SearchEngine.Encoder;
using SearchEngine.Generator;
using SearchEngine.Reranker;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>
/// Answers one question from search results: selects evidence, decides whether it answers, writes the answer and checks its citations.
/// </summary>
/// <param name="question">The question.</param>
/// <param name="options">The options.</param>
/// <param name="startTimestamp">The timestamp that times are measured from.</param>
/// <param name="encoder">Loads the encoder.</param>
/// <param name="reranker">Loads the re-ranker.</param>
/// <param name="generator">Loads the model that writes answers.</param>
internal sealed class Answerer(
    string question,
    AskOptions options,
    long startTimestamp,
    Func<Task<TokenEncoder>> encoder,
    Func<Task<IReranker>> reranker,
    Func<Task<IChatClient>> generator)
{
    /// <summary>The minimum number of passages shown when no answer is given.</summary>
    private const int MinPassagesOnAbstention = 3;

    private UsageDetails? _usage;

    public async IAsyncEnumerable<AnswerUpdate> AnswerAsync(
        SearchResults results,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        AnswerabilityClassifier classifier = AnswerabilityClassifier.Default;
        double confidence = results.Hits.Count == 0
            ? 0
            : classifier.ComputeConfidence(results, await encoder().ConfigureAwait(false));
        bool isUnanswerable = !options.AlwaysAnswer && confidence < classifier.Threshold;
        IReadOnlyList<SelectedPassage> selected = SelectEvidence(results, isUnanswerable);
        CitationBuilder citationBuilder = new(question, selected, reranker);
        IReadOnlyList<EvidencePassage> evidence = citationBuilder.Evidence;
        ExtractiveAnswer? extractive = citationBuilder.FindExtractiveAnswer();
        double extractiveTime = GetElapsedMilliseconds();
        bool abstains = evidence.Count == 0 || isUnanswerable;
        if (extractive is not null && !abstains) yield return new AnswerUpdate { Extractive = extractive };

        string text = "";
        double firstTextTime = 0;
        if (!abstains && options.Generate)
        {
            RefusalBuffer buffer = new();
            await foreach (string piece in WriteAsync(selected, evidence, cancellation).ConfigureAwait(false))
            {
                if (buffer.Add(piece) is not { Length: > 0 } released) continue;
                if (firstTextTime == 0) firstTextTime = GetElapsedMilliseconds();
                yield return new AnswerUpdate { Text = released };
            }
            if (buffer.Complete() is { Length: > 0 } rest) yield return new AnswerUpdate { Text = rest };
            text = buffer.Text.Trim();
            // With AlwaysAnswer, a model that refuses leaves the extractive answer.
            abstains = text.Length == 0 && !(options.AlwaysAnswer && extractive is not null);
        }

        IReadOnlyList<Citation> citations = abstains || extractive is null ? [] : [extractive.Citation];
        IReadOnlyList<string> unsupported = [];
        if (!abstains && text.Length > 0)
        {
            (citations, unsupported) = await citationBuilder.CiteAsync(text, cancellation).ConfigureAwait(false);
        }
        if (abstains)
        {
            text = evidence.Count == 0 ? "Nothing was found in these documents." : "These documents do not seem to answer this.";
        }
        else if (text.Length == 0 && extractive is not null)
        {
            text = $"{extractive.Text} [{extractive.Citation.Number}]";
        }
        AskTimings timings = new(extractiveTime, firstTextTime, GetElapsedMilliseconds(), (int)(_usage?.OutputTokenCount ?? 0));
        yield return new AnswerUpdate
        {
            Answer = new Answer(question, text, abstains, citations, evidence, timings)
            {
                Extractive = extractive,
                Confidence = confidence,
                Unsupported = unsupported,
                Usage = _usage,
            },
        };
    }

    private IReadOnlyList<SelectedPassage> SelectEvidence(SearchResults results, bool isUnanswerable)
    {
        AskOptions selection = isUnanswerable
            ? options with { MaxPassages = Math.Max(options.MaxPassages, MinPassagesOnAbstention) }
            : options;
        return EvidenceSelector.Select(results, selection, TokenEstimator.EstimateFromLength);
    }

    private async IAsyncEnumerable<string> WriteAsync(
        IReadOnlyList<SelectedPassage> selected,
        IReadOnlyList<EvidencePassage> evidence,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        IChatClient client = await generator().ConfigureAwait(false);
        string prompt = AnswerPrompt.Compose(question, [.. evidence.Select(passage => passage.Text)]);
        ChatMessage[] messages = [new(ChatRole.System, AnswerPrompt.Instructions), new(ChatRole.User, prompt)];
        // The project's own decoder, even behind decorators, gets constrained decoding; other models only know the standard options.
        ChatOptions chat = client.GetService<Decoder>() is null
            ? new ChatOptions { MaxOutputTokens = options.MaxAnswerTokens, Temperature = 0 }
            : CreateDecoderOptions(selected);
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(messages, chat, cancellation).ConfigureAwait(false))
        {
            foreach (UsageContent usage in update.Contents.OfType<UsageContent>()) (_usage ??= new UsageDetails()).Add(usage.Details);
            if (update.Text.Length > 0) yield return update.Text;
        }
    }

    private ChatOptions CreateDecoderOptions(IReadOnlyList<SelectedPassage> selected) => new GenerationOptions
    {
        MaxTokens = options.MaxAnswerTokens,
        Evidence = options.ConstrainQuotes ? QuotableSentences.Select(selected) : null,
        RequireCompleteQuotes = true,
        ForbiddenPrefix = AnswerPrompt.RefusalPrefix,
    }.ToChatOptions();

    private double GetElapsedMilliseconds() => Stopwatch.GetElapsedTime(startTimestamp).TotalMilliseconds;
}
