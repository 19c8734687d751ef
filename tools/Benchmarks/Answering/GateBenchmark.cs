using System.CommandLine;
using System.Globalization;
using SearchEngine.Answering;
using SearchEngine.Evaluation.Answers;
using SearchEngine.Searching;

namespace SearchEngine.Benchmarks.Answering;

/// <summary>
/// <c>benchmarks gate FILE</c>: fits the decision whether to answer on the first two thirds of the articles of a file of SQuAD 2.0 and reports it on the others: the weights for
/// AnswerGate, the area under the curve, what a threshold refuses, and how far its chances are to be believed.
/// </summary>
internal static class GateBenchmark
{
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "A file of SQuAD 2.0" };
        Option<string> index = new("--index") { Description = "The index folder, kept for the next run", DefaultValueFactory = _ => Path.Combine("artifacts", "evaluation", "answers") };
        Option<int> every = new("--every") { Description = "Ask every so manieth question", DefaultValueFactory = _ => 1 };
        Command command = new("gate", "Fit the decision whether to answer") { file, index, every };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(file), parsed.GetRequiredValue(index), parsed.GetValue(every), cancellation));
        return command;
    }

    private static async Task RunAsync(string file, string index, int every, CancellationToken cancellation)
    {
        AnswerCollection collection = AnswerCollection.Open(file);
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions { IndexPath = index }, cancellation);
        await AnswerEvaluation.IndexAsync(knowledge, collection, cancellationToken: cancellation);
        string[] articles = [.. collection.Questions.Select(question => question.Article).Distinct()];
        HashSet<string> fitted = [.. articles.Take(articles.Length * 2 / 3)];
        List<Sample> train = [], test = [];
        foreach (AnswerQuestion question in collection.Questions.Where((_, i) => i % every == 0))
        {
            SearchResults results = await knowledge.QueryAsync(question.Text, new AskOptions().Query, cancellation);
            if (AnswerGate.Features(results) is not { } features) continue;
            (fitted.Contains(question.Article) ? train : test).Add(new Sample([1, features.Logit, features.Span, features.Lead], question.IsAnswerable));
        }
        double[] weights = LogisticFit.Fit([.. train.Select(sample => (sample.Features, sample.IsAnswerable))]);
        Console.WriteLine($"fitted on {train.Count} questions of {fitted.Count} articles: {string.Join(", ", weights.Select(weight => weight.ToString("F4", CultureInfo.InvariantCulture)))}");
        Report("fitted on", train, weights);
        Report("held out", test, weights);
    }

    private static void Report(string name, List<Sample> samples, double[] weights)
    {
        (double Chance, bool IsAnswerable)[] judged = [.. samples.Select(sample => (LogisticFit.Chance(weights, sample.Features), sample.IsAnswerable))];
        double[] yes = [.. judged.Where(one => one.IsAnswerable).Select(one => one.Chance)], no = [.. judged.Where(one => !one.IsAnswerable).Select(one => one.Chance)];
        Console.WriteLine(FormattableString.Invariant($"{name}: {yes.Length} answerable, {no.Length} not, AUC {AbstentionQuality.AreaUnderCurve(yes, no):F3}"));
        for (double threshold = 0.2; threshold < 0.75; threshold += 0.05)
            Console.WriteLine(FormattableString.Invariant($"  threshold {threshold:F2}: refuses {no.Count(chance => chance < threshold) / (double)no.Length:F3} of the unanswerable, {yes.Count(chance => chance < threshold) / (double)yes.Length:F3} of the answerable"));
        foreach (IGrouping<int, (double Chance, bool IsAnswerable)> bin in judged.GroupBy(one => Math.Min(9, (int)(10 * one.Chance))).OrderBy(bin => bin.Key))
            Console.WriteLine(FormattableString.Invariant($"  chance {bin.Average(one => one.Chance):F2}: {bin.Count(one => one.IsAnswerable) / (double)bin.Count():F2} of {bin.Count()} answerable"));
    }

    private sealed record Sample(double[] Features, bool IsAnswerable);
}
