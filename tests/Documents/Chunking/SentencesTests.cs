using SearchEngine.Documents.Chunking;

namespace SearchEngine.Documents.Tests;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("One. Two! Three?|One. |Two! |Three?")]
    [InlineData("He asked: \"Really?\" Then he left.|He asked: \"Really?\" |Then he left.")]
    [InlineData("\"Really?\" he asked. Yes.|\"Really?\" he asked. |Yes.")]
    [InlineData("Ask Dr. Ida J. Holm, e.g. on Mondays. She knows.|Ask Dr. Ida J. Holm, e.g. on Mondays. |She knows.")]
    [InlineData("See Fig. 3 and no. 12. The answer is no. We go.|See Fig. 3 and no. 12. |The answer is no. |We go.")]
    [InlineData("It costs 3.50 in v1.2.3 of app.py. Pay.|It costs 3.50 in v1.2.3 of app.py. |Pay.")]
    [InlineData("1. First do this. 2 loaves.|1. First do this. |2 loaves.")]
    [InlineData("Wait... What?! **Bold end.** Next.|Wait... |What?! |**Bold end.** |Next.")]
    [InlineData("Wrapped\nline. New\nline.|Wrapped\nline. |New\nline.")]
    [InlineData("第一句。第二句！Third.|第一句。|第二句！|Third.")]
    [InlineData("No end|No end")]
    public void GetFirstLength_Text_EndsWithItsFirstSentence(string textAndSentences)
    {
        string[] parts = textAndSentences.Split('|');

        Assert.Equal(parts[1..], SplitSentences(parts[0]));
    }

    private static IEnumerable<string> SplitSentences(string text)
    {
        while (text.Length > 0)
        {
            int length = Sentences.GetFirstLength(text);
            yield return text[..length];
            text = text[length..];
        }
    }
}
