using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// English function words (after the Snowball project's list), which say how a query is phrased rather than what it is about.
/// </summary>
internal static class StopWords
{
    private const string Words =
        "i me my we us our ours you your yours he him his she her hers it its they them their theirs what which who "
        + "whom this that these those am is are was were be been being have has had having do does did doing a an the and "
        + "but if or because as until while of at by for with about against between into through during before after "
        + "above below to from up down in out on off over under again further then once here there when where why how all "
        + "any both each few more most other some such no nor not only own same so than too very can will just don should "
        + "now s t";

    public static CharArraySet English { get; } = new(LuceneVersion.LUCENE_48, Words.Split(' '), ignoreCase: false);
}
