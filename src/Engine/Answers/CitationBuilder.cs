using SearchEngine.Reranker;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>Numbers the selected passages as evidence, and resolves and checks the citations of an answer written from them.</summary>
internal sealed class CitationBuilder(string question, IReadOnlyList<SelectedPassage> selected, Func<Task<IReranker>> reranker)
{
    /// <summary>The minimum probability at which a passage is cited for a claim that names none.</summary>
    private const double MinSupport = 0.5;

    /// <summary>The selected passages with their numbers.</summary>
    public IReadOnlyList<EvidencePassage> Evidence { get; } = [.. selected.Select(ToEvidence)];

    /// <summary>Returns the answer that the re-ranker marks in the best passage that has one; null if there is none.</summary>
    public ExtractiveAnswer? FindExtractiveAnswer()
    {
        int best = Enumerable.Range(0, selected.Count).FirstOrDefault(i => selected[i].Sentence?.Answer is not null, -1);
        if (best < 0) return null;
        (Passage passage, ScoredSentence sentence) = (selected[best].Passage, selected[best].Sentence!);
        Support support = new(passage.Explanation.Rerank!.Probability, []);
        Citation citation = CiteVerbatim(best, sentence.Span, support);
        return new ExtractiveAnswer(passage.GetText(sentence.Answer!.Value), citation.Quote, citation);
    }

    /// <summary>Resolves the marks of an answer, and finds a passage for every claim without a mark.</summary>
    /// <returns>The citations, and the claims that no passage supports.</returns>
    public async Task<(IReadOnlyList<Citation> Citations, IReadOnlyList<string> Unsupported)> CiteAsync(
        string answer,
        CancellationToken cancellation)
    {
        Quotation[] quotations = [.. QuotationParser.Parse(answer).Where(quotation => quotation.RefersToPassage(Evidence.Count))];
        IReranker model = await reranker().ConfigureAwait(false);
        string[] quoted = [.. quotations.Select(GetQuotedText)];
        IReadOnlyList<double> probabilities = quoted.Length == 0
            ? []
            : await ScoreAsync(model, question, quoted, cancellation).ConfigureAwait(false);
        List<Citation> citations = [.. quotations.Select((quotation, i) => Cite(quotation, probabilities[i]))];

        List<string> unsupported = [];
        string[] passages = [.. Evidence.Select(passage => passage.Text)];
        foreach (string claim in UncitedClaims.Find(answer, Evidence.Count))
        {
            IReadOnlyList<double> supports = await ScoreAsync(model, claim, passages, cancellation).ConfigureAwait(false);
            int best = Enumerable.Range(0, supports.Count).MaxBy(i => supports[i]);
            if (supports[best] < MinSupport) unsupported.Add(claim);
            else citations.Add(Cite(new Quotation(claim, "", best + 1, answer.Length), supports[best]));
        }
        return (citations, unsupported);
    }

    private static EvidencePassage ToEvidence(SelectedPassage selected, int index)
    {
        NormalizedText text = selected.Normalized;
        DocumentLocation location = selected.Passage.Locate(text.GetOriginalSpan(0, text.Text.Length));
        double? probability = selected.Passage.Explanation.Rerank?.Probability;
        return new EvidencePassage(index + 1, location, selected.Hit.Title, text.Text, probability);
    }

    private string GetQuotedText(Quotation quotation) =>
        quotation.Quote.Length > 0 ? quotation.Quote : Evidence[quotation.Number - 1].Text;

    private static async Task<IReadOnlyList<double>> ScoreAsync(
        IReranker model,
        string claim,
        string[] passages,
        CancellationToken cancellation)
    {
        RerankResults scores = await model.RerankAsync(claim, passages, default, cancellation).ConfigureAwait(false);
        double[] probabilities = new double[passages.Length];
        foreach (RerankedPassage scored in scores.Passages) probabilities[scored.Index] = scored.Score!.Probability;
        return probabilities;
    }

    private Citation Cite(Quotation quotation, double probability)
    {
        int index = quotation.Number - 1;
        EvidencePassage evidence = Evidence[index];
        NormalizedText text = selected[index].Normalized;
        Support support = new(probability, EntityCheck.FindMissing(quotation.Claim, evidence.Text));
        int offset = quotation.Quote.Length == 0 ? -1 : text.Text.IndexOf(quotation.Quote, StringComparison.Ordinal);
        return offset >= 0
            ? CiteVerbatim(index, text.GetOriginalSpan(offset, quotation.Quote.Length), support)
            : new Citation(quotation.Number, evidence.Location, quotation.Quote, Verbatim: false, support);
    }

    private Citation CiteVerbatim(int index, TextSpan span, Support support)
    {
        Passage passage = selected[index].Passage;
        return new Citation(index + 1, passage.Locate(span), passage.GetText(span), Verbatim: true, support);
    }
}
