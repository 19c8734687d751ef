using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SearchEngine.Encoder;
using SearchEngine.Generator;
using SearchEngine.Reranker;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>Question to answer: what was found is sifted, an answer is marked or written from it, and every citation is checked.</summary>
internal sealed class Answerer(string question, AskOptions options, Func<Task<TokenEncoder>> encoder, Func<Task<IReranker>> reranker, Func<Task<IChatClient>> writer)
{
    /// <summary>A passage bears out a claim that names none where that is likelier than not.</summary>
    private const double SupportThreshold = 0.5;

    /// <summary>Who gets no answer sees so many of the passages that come nearest.</summary>
    private const int PassagesShownOnAbstention = 3;

    private readonly long _started = Stopwatch.GetTimestamp();
    private UsageDetails? _usage;

    public async IAsyncEnumerable<AnswerUpdate> AnswerAsync(SearchResults results, [EnumeratorCancellation] CancellationToken cancellation)
    {
        double confidence = results.Hits.Count == 0 ? 0 : AnswerabilityClassifier.Default.ComputeConfidence(results, await encoder().ConfigureAwait(false));
        bool refuses = !options.AlwaysAnswer && confidence < AnswerabilityClassifier.Default.Threshold;
        IReadOnlyList<SelectedPassage> chosen = EvidenceSelector.Select(results, refuses ? options with { MaxPassages = Math.Max(options.MaxPassages, PassagesShownOnAbstention) } : options, TokenEstimate);
        EvidencePassage[] evidence = [.. chosen.Select(ToEvidence)];
        ExtractiveAnswer? extractive = FindExtractiveAnswer(chosen, evidence);
        double extractiveTime = GetElapsedMilliseconds();
        bool abstains = evidence.Length == 0 || refuses;
        if (extractive is not null && !abstains) yield return new AnswerUpdate { Extractive = extractive };

        string text = "";
        double firstText = 0;
        if (!abstains && options.Generate)
        {
            string held = "";
            await foreach (string piece in WriteAsync(chosen, evidence, cancellation).ConfigureAwait(false))
            {
                held += piece;
                if (AnswerPrompt.MayBecomeRefusal(text + held)) continue;
                if (text.Length == 0) firstText = GetElapsedMilliseconds();
                text += held;
                yield return new AnswerUpdate { Text = held };
                held = "";
            }
            bool declines = AnswerPrompt.IsRefusal(text + held);
            if (held.Length > 0 && !declines) yield return new AnswerUpdate { Text = held };
            // Asked to answer all the same, the marked words are what there is.
            text = declines ? "" : (text + held).Trim();
            abstains = text.Length == 0 && !(options.AlwaysAnswer && extractive is not null);
        }
        (IReadOnlyList<Citation> citations, IReadOnlyList<string> unsupported) = !abstains && text.Length > 0
            ? await CiteAsync(text, chosen, evidence, cancellation).ConfigureAwait(false)
            : (abstains || extractive is null ? [] : [extractive.Citation], []);
        if (abstains) text = evidence.Length == 0 ? "Nothing was found in these documents." : "These documents do not seem to answer this.";
        else if (text.Length == 0 && extractive is not null) text = $"{extractive.Text} [{extractive.Citation.Number}]";
        yield return new AnswerUpdate
        {
            Answer = new Answer(question, text, abstains, citations, evidence, new AskTimings(extractiveTime, firstText, GetElapsedMilliseconds(), (int)(_usage?.OutputTokenCount ?? 0))) { Extractive = extractive, Confidence = confidence, Unsupported = unsupported, Usage = _usage },
        };
    }

    /// <summary>About four characters of English are a token; the decoder need not be loaded to choose.</summary>
    private static int TokenEstimate(string text) => (text.Length + 3) / 4;

    private async IAsyncEnumerable<string> WriteAsync(IReadOnlyList<SelectedPassage> chosen, EvidencePassage[] evidence, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IChatClient client = await writer().ConfigureAwait(false);
        string prompt = AnswerPrompt.Compose(question, [.. evidence.Select(passage => passage.Text)]);
        ChatMessage[] messages = [new(ChatRole.System, AnswerPrompt.Instructions), new(ChatRole.User, prompt)];
        // Through whatever was put around it, a decoder of ours is held to the evidence; of another model only what all know is asked.
        ChatOptions chat = client.GetService<Decoder>() is null
            ? new ChatOptions { MaxOutputTokens = options.MaxAnswerTokens, Temperature = 0 }
            : new GenerationOptions { MaxTokens = options.MaxAnswerTokens, Evidence = options.ConstrainQuotes ? QuotableSentences.Select(chosen) : null, RequireCompleteQuotes = true, ForbiddenPrefix = AnswerPrompt.RefusalPrefix }.ToChatOptions();
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(messages, chat, cancellation).ConfigureAwait(false))
        {
            foreach (UsageContent told in update.Contents.OfType<UsageContent>()) (_usage ??= new UsageDetails()).Add(told.Details);
            if (update.Text.Length > 0) yield return update.Text;
        }
    }

    /// <summary>The best passage's best sentence, with the words of it that answer.</summary>
    private static ExtractiveAnswer? FindExtractiveAnswer(IReadOnlyList<SelectedPassage> chosen, EvidencePassage[] evidence)
    {
        int best = Enumerable.Range(0, chosen.Count).FirstOrDefault(i => chosen[i].Sentence?.Answer is not null, -1);
        if (best < 0) return null;
        (Passage passage, ScoredSentence sentence) = (chosen[best].Passage, chosen[best].Sentence!);
        Citation citation = Cite(evidence[best], passage, sentence.Span, verbatim: true, new Support(passage.Explanation.Rerank!.Probability, []));
        return new ExtractiveAnswer(Slice(passage, sentence.Answer!.Value), citation.Quote, citation);
    }

    /// <summary>The passages of an answer's marks; and of what it says without one, that which bears it out.</summary>
    private async Task<(IReadOnlyList<Citation> Citations, IReadOnlyList<string> Unsupported)> CiteAsync(
        string text, IReadOnlyList<SelectedPassage> chosen, EvidencePassage[] evidence, CancellationToken cancellation)
    {
        Quotation[] quotations = [.. QuotationParser.Parse(text).Where(quotation => quotation.RefersToPassage(evidence.Length))];
        IReranker model = await reranker().ConfigureAwait(false);
        string[] quoted = [.. quotations.Select(quotation => quotation.Quote.Length > 0 ? quotation.Quote : evidence[quotation.Number - 1].Text)];
        IReadOnlyList<double> chances = quoted.Length == 0 ? [] : await ScoreAsync(model, question, quoted, cancellation).ConfigureAwait(false);
        List<Citation> citations = [.. quotations.Select((quotation, i) => Cite(quotation, chosen[quotation.Number - 1], evidence[quotation.Number - 1], chances[i]))];
        List<string> unsupported = [];
        string[] passages = [.. evidence.Select(passage => passage.Text)];
        foreach (string claim in UncitedClaims.Find(text, evidence.Length))
        {
            IReadOnlyList<double> supports = await ScoreAsync(model, claim, passages, cancellation).ConfigureAwait(false);
            int best = Enumerable.Range(0, supports.Count).MaxBy(i => supports[i]);
            if (supports[best] < SupportThreshold) unsupported.Add(claim);
            else citations.Add(Cite(new Quotation(claim, "", best + 1, text.Length), chosen[best], evidence[best], supports[best]));
        }
        return (citations, unsupported);
    }

    private static async Task<IReadOnlyList<double>> ScoreAsync(IReranker model, string claim, string[] passages, CancellationToken cancellation)
    {
        RerankResults scores = await model.RerankAsync(claim, passages, null, cancellation).ConfigureAwait(false);
        double[] chances = new double[passages.Length];
        foreach (RerankedPassage scored in scores.Passages) chances[scored.Index] = scored.Score!.Probability;
        return chances;
    }

    private static Citation Cite(Quotation quotation, SelectedPassage chosen, EvidencePassage evidence, double probability)
    {
        Support support = new(probability, EntityCheck.FindMissing(quotation.Claim, evidence.Text));
        int at = quotation.Quote.Length == 0 ? -1 : chosen.Normalized.Text.IndexOf(quotation.Quote, StringComparison.Ordinal);
        return at >= 0
            ? Cite(evidence, chosen.Passage, chosen.Normalized.GetOriginalSpan(at, quotation.Quote.Length), verbatim: true, support)
            : Cite(evidence, chosen.Passage, new TextSpan(evidence.Start, evidence.End), verbatim: false, support) with { Quote = quotation.Quote };
    }

    private static Citation Cite(EvidencePassage evidence, Passage passage, TextSpan span, bool verbatim, Support support) => new(
        evidence.Number, evidence.Collection, evidence.Root, evidence.Path, passage.Place, GetLine(passage, span), span.Start, span.End, Slice(passage, span), verbatim, support);

    private static EvidencePassage ToEvidence(SelectedPassage chosen, int index)
    {
        TextSpan span = chosen.Normalized.GetOriginalSpan(0, chosen.Normalized.Text.Length);
        Passage passage = chosen.Passage;
        return new EvidencePassage(
            index + 1, chosen.Hit.Collection, chosen.Hit.Root, chosen.Hit.Path, chosen.Hit.Title, passage.Place, GetLine(passage, span),
            span.Start, span.End, chosen.Normalized.Text, passage.Explanation.Rerank?.Probability);
    }

    private static int GetLine(Passage passage, TextSpan span) => passage.Line + passage.Text.AsSpan(0, span.Start - passage.Start).Count('\n');

    private static string Slice(Passage passage, TextSpan span) => passage.Text[(span.Start - passage.Start)..(span.End - passage.Start)];

    private double GetElapsedMilliseconds() => Stopwatch.GetElapsedTime(_started).TotalMilliseconds;
}
