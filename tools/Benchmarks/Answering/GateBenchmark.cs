using System.CommandLine;
using System.Text.Json;
using SearchEngine.Answers;
using SearchEngine.Encoder;
using SearchEngine.Evaluation.Answers;
using SearchEngine.Models;
using SearchEngine.Search;

namespace SearchEngine.Benchmarks.Answering;

/// <summary>
/// <c>benchmarks gate FILE</c>: fits the decision whether to answer on the first two thirds of the articles of a file of SQuAD 2.0, writes it, and reports it on the others: the
/// area under the curve, what a threshold refuses, and how far its chances are to be believed, as a picture too.
/// </summary>
internal static class GateBenchmark
{
    /// <summary>The greatest share of answerable questions of the articles it is fitted on that the threshold may refuse.</summary>
    private const double MostRefused = 0.15;

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "A file of SQuAD 2.0" };
        Option<string> index = new("--index") { Description = "The index folder, kept for the next run", DefaultValueFactory = _ => Path.Combine("artifacts", "evaluation", "answers") };
        Option<int> every = new("--every") { Description = "Ask every so manieth question", DefaultValueFactory = _ => 1 };
        Option<string?> output = new("--write") { Description = "The file to write it to: src/Engine/Answers/AnswerabilityClassifier.json" };
        Option<bool> report = new("--in-use") { Description = "Fit nothing, and report the one in use" };
        Option<string?> picture = new("--picture") { Description = "The PNG file to draw how far its chances are to be believed into" };
        Command command = new("gate", "Fit the decision whether to answer") { file, index, every, output, report, picture };
        command.SetAction((parsed, cancellation) => RunAsync(
            AnswerCollection.Open(parsed.GetRequiredValue(file)), parsed.GetRequiredValue(index), parsed.GetValue(every), parsed.GetValue(output), parsed.GetValue(picture), parsed.GetValue(report), cancellation));
        return command;
    }

    private static async Task RunAsync(AnswerCollection collection, string index, int every, string? output, string? picture, bool inUse, CancellationToken cancellation)
    {
        using TokenEncoder encoder = TokenEncoder.Load(ModelFolders.Find(AnswerabilityClassifier.Default.Encoder));
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions { IndexPath = index }, cancellation);
        await AnswerEvaluation.IndexAsync(knowledge, collection, cancellationToken: cancellation);
        string[] articles = [.. collection.Questions.Select(question => question.Article).Distinct()];
        HashSet<string> fitted = [.. articles.Take(articles.Length * 2 / 3)];
        List<Sample> train = [], test = [];
        foreach (AnswerQuestion question in collection.Questions.Where((_, i) => i % every == 0))
        {
            SearchResults results = await knowledge.QueryAsync(question.Text, new AskOptions().Retrieval, cancellation);
            if (AnswerabilityFeatures.Compute(results, encoder) is { } features) (fitted.Contains(question.Article) ? train : test).Add(new Sample(features, question.IsAnswerable));
        }
        AnswerabilityClassifier gate = inUse ? AnswerabilityClassifier.Default : Fit(train);
        string json = JsonSerializer.Serialize(gate, AnswerabilityClassifier.Json);
        Console.WriteLine(FormattableString.Invariant($"{(inUse ? "in use" : "fitted")}, on {train.Count} questions of {fitted.Count} articles:\n{json}"));
        string others = $"the other {articles.Length - fitted.Count} articles";
        ReliabilityBin[] known = Report("those", train, gate), heldOut = Report(others, test, gate);
        if (picture is not null) ReliabilityPicture.Draw([($"{fitted.Count} articles it is fitted on", known), (others, heldOut)], gate.Threshold, picture);
        if (output is not null) await File.WriteAllTextAsync(output, json + "\n", cancellation);
    }

    private static AnswerabilityClassifier Fit(List<Sample> train)
    {
        double[] weights = LogisticFit.Fit([.. train.Select(sample => ((double[])[1, .. sample.Features], sample.IsAnswerable))]);
        AnswerabilityClassifier gate = new(AnswerabilityClassifier.Default.Encoder, weights[0], AnswerabilityFeatures.Names.Zip(weights.Skip(1)).ToDictionary(pair => pair.First, pair => Math.Round(pair.Second, 4)), 0);
        double[] answerable = [.. train.Where(sample => sample.IsAnswerable).Select(sample => gate.ComputeConfidence(sample.Features)).Order()];
        return gate with { Bias = Math.Round(gate.Bias, 4), Threshold = Math.Round(answerable[(int)(MostRefused * answerable.Length)], 3) };
    }

    private static ReliabilityBin[] Report(string name, List<Sample> samples, AnswerabilityClassifier gate)
    {
        (double Chance, bool IsAnswerable)[] judged = [.. samples.Select(sample => (gate.ComputeConfidence(sample.Features), sample.IsAnswerable))];
        double[] yes = [.. judged.Where(one => one.IsAnswerable).Select(one => one.Chance)], no = [.. judged.Where(one => !one.IsAnswerable).Select(one => one.Chance)];
        Console.WriteLine(FormattableString.Invariant($"\n{name}: {yes.Length} answerable, {no.Length} not, AUC {AbstentionQuality.AreaUnderCurve(yes, no):F3}"));
        foreach (double threshold in (double[])[gate.Threshold, 0.3, 0.4, 0.5, 0.6, 0.7])
            Console.WriteLine(FormattableString.Invariant($"  threshold {threshold:F3}: refuses {no.Count(chance => chance < threshold) / (double)no.Length:F3} of the unanswerable, {yes.Count(chance => chance < threshold) / (double)yes.Length:F3} of the answerable"));
        ReliabilityBin[] bins = ReliabilityBin.Of(judged);
        foreach (ReliabilityBin bin in bins) Console.WriteLine(FormattableString.Invariant($"  chance {bin.Chance:F2}: {bin.Answerable:F2} of {bin.Questions} answerable"));
        return bins;
    }

    private sealed record Sample(double[] Features, bool IsAnswerable);
}
