using System.CommandLine;
using System.Text.Json;
using SearchEngine.Answers;
using SearchEngine.Encoder;
using SearchEngine.Evaluation.Answers;
using SearchEngine.Models;
using SearchEngine.Search;

namespace SearchEngine.Benchmarks.Answering;

/// <summary>
/// <c>benchmarks gate FILE</c>: fits the answerability classifier on the first two thirds of the articles of a SQuAD 2.0
/// file and evaluates it on the others: area under the curve, refusals by threshold, and calibration.
/// </summary>
internal static class GateBenchmark
{
    /// <summary>The maximum share of answerable training questions that the threshold may refuse.</summary>
    private const double MaxRefused = 0.15;

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "A file in SQuAD 2.0 format" };
        Option<string> index = new("--index")
        {
            Description = "The index folder, which is kept for the next run",
            DefaultValueFactory = _ => Path.Combine("artifacts", "evaluation", "answers"),
        };
        Option<int> every = CommonArguments.CreateSampling();
        Option<string?> output = new("--write")
        {
            Description = "The file to write the classifier to: src/Engine/Answers/AnswerabilityClassifier.json",
        };
        Option<bool> report = new("--in-use") { Description = "Fit nothing, and evaluate the classifier in use" };
        Option<string?> picture = new("--picture") { Description = "The PNG file to write the reliability diagram to" };
        Command command = new("gate", "Fit the classifier that decides whether to answer") { file, index, every, output, report, picture };
        command.SetAction((parsed, cancellation) => RunAsync(
            AnswerCollection.Open(parsed.GetRequiredValue(file)),
            parsed.GetRequiredValue(index),
            parsed.GetValue(every),
            parsed.GetValue(output),
            parsed.GetValue(picture),
            parsed.GetValue(report),
            cancellation));
        return command;
    }

    private static async Task RunAsync(
        AnswerCollection collection,
        string index,
        int every,
        string? output,
        string? picture,
        bool inUse,
        CancellationToken cancellation)
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
            if (AnswerabilityFeatures.Compute(results, encoder) is not { } features) continue;
            (fitted.Contains(question.Article) ? train : test).Add(new Sample(features, question.IsAnswerable));
        }
        AnswerabilityClassifier gate = inUse ? AnswerabilityClassifier.Default : Fit(train);
        string json = JsonSerializer.Serialize(gate, AnswerabilityClassifier.Json);
        Console.WriteLine($"{(inUse ? "in use" : "fitted")}, on {train.Count} questions of {fitted.Count} articles:\n{json}");
        string others = $"the other {articles.Length - fitted.Count} articles";
        ReliabilityBin[] fittedBins = Report("those", train, gate), heldOutBins = Report(others, test, gate);
        string fittedName = $"{fitted.Count} articles it is fitted on";
        if (picture is not null) ReliabilityPicture.Draw([(fittedName, fittedBins), (others, heldOutBins)], gate.Threshold, picture);
        if (output is not null) await File.WriteAllTextAsync(output, json + "\n", cancellation);
    }

    private static AnswerabilityClassifier Fit(List<Sample> train)
    {
        double[] weights = LogisticFit.Fit([.. train.Select(sample => ((double[])[1, .. sample.Features], sample.IsAnswerable))]);
        Dictionary<string, double> named =
            AnswerabilityFeatures.Names.Zip(weights.Skip(1)).ToDictionary(pair => pair.First, pair => Math.Round(pair.Second, 4));
        AnswerabilityClassifier gate = new(AnswerabilityClassifier.Default.Encoder, weights[0], named, 0);
        IEnumerable<Sample> positives = train.Where(sample => sample.IsAnswerable);
        double[] answerable = [.. positives.Select(sample => gate.ComputeConfidence(sample.Features)).Order()];
        double threshold = answerable[(int)(MaxRefused * answerable.Length)];
        return gate with { Bias = Math.Round(gate.Bias, 4), Threshold = Math.Round(threshold, 3) };
    }

    private static ReliabilityBin[] Report(string name, List<Sample> samples, AnswerabilityClassifier gate)
    {
        (double Chance, bool IsAnswerable)[] judged =
            [.. samples.Select(sample => (gate.ComputeConfidence(sample.Features), sample.IsAnswerable))];
        double[] yes = [.. judged.Where(one => one.IsAnswerable).Select(one => one.Chance)];
        double[] no = [.. judged.Where(one => !one.IsAnswerable).Select(one => one.Chance)];
        Console.WriteLine($"\n{name}: {yes.Length} answerable, {no.Length} not, AUC {AbstentionQuality.AreaUnderCurve(yes, no):F3}");
        foreach (double threshold in (double[])[gate.Threshold, 0.3, 0.4, 0.5, 0.6, 0.7])
        {
            double refusedNo = no.Count(chance => chance < threshold) / (double)no.Length;
            double refusedYes = yes.Count(chance => chance < threshold) / (double)yes.Length;
            Console.WriteLine($"  threshold {threshold:F3}: refuses {refusedNo:F3} of the unanswerable, {refusedYes:F3} of the answerable");
        }
        ReliabilityBin[] bins = ReliabilityBin.Create(judged);
        foreach (ReliabilityBin bin in bins)
            Console.WriteLine($"  chance {bin.Chance:F2}: {bin.Answerable:F2} of {bin.Questions} answerable");
        return bins;
    }

    private sealed record Sample(double[] Features, bool IsAnswerable);
}
