using System.CommandLine;
using System.Globalization;
using SearchEngine.Reranker;
using SearchEngine.Search;

namespace SearchEngine.Cli;

/// <summary>The option <c>--rerank off|auto|N|MSms</c>: how much re-ranking may cost.</summary>
internal static class RerankOption
{
    /// <summary>The value of "off", because System.CommandLine cannot pass on a null.</summary>
    private static readonly RerankBudget Off = new() { MaxCandidates = 0 };

    public static Option<RerankBudget> Create()
    {
        Option<RerankBudget> option = new("--rerank")
        {
            Description = "How many passages a cross-encoder re-ranks: off, auto (as many as fit in 300 ms), a number, "
                + "or a time such as 500ms (default: auto)",
            HelpName = "off|auto|N|MSms",
            DefaultValueFactory = _ => QueryOptions.AutoRerank,
            CustomParser = given =>
            {
                string text = given.Tokens[0].Value;
                if (TryParse(text, out RerankBudget budget)) return budget;
                given.AddError($"--rerank takes off, auto, a number of passages or a time such as 500ms, not '{text}'");
                return Off;
            },
        };
        option.CompletionSources.Add("off", "auto", "20", "50", "500ms");
        return option;
    }

    /// <summary>Returns the chosen budget; null for "off".</summary>
    public static RerankBudget? GetBudget(ParseResult parsed, Option<RerankBudget> option) =>
        parsed.GetValue(option) is var budget && budget != Off ? budget : null;

    private static bool TryParse(string text, out RerankBudget budget)
    {
        budget = text == "auto" ? QueryOptions.AutoRerank : Off;
        if (text is "auto" or "off") return true;
        bool isTime = text.EndsWith("ms", StringComparison.Ordinal);
        string digits = isTime ? text[..^2] : text;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1) return false;
        budget = isTime ? QueryOptions.AutoRerank with { MaxMilliseconds = number } : new RerankBudget { MaxCandidates = number };
        return true;
    }
}
