using System.Text;
using SearchEngine.Generator.Quoting;

namespace SearchEngine.Generator.Tests.Quoting;

public sealed class SuffixAutomatonTests
{
    /// <summary>Compares with a search in every text. The random texts use only three letters, so that substrings repeat.</summary>
    [Fact]
    public void GetTexts_AnyString_ReturnsTheTextsThatContainIt()
    {
        Random random = new(5);
        for (int round = 0; round < 200; round++)
        {
            string[] texts = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => RandomWord(random, random.Next(0, 30)))];
            SuffixAutomaton automaton = new([.. texts.Select(Encoding.UTF8.GetBytes)]);
            for (int i = 0; i < 50; i++)
            {
                string word = RandomWord(random, random.Next(1, 6));
                int state = SuffixAutomaton.Root;
                foreach (byte unit in Encoding.UTF8.GetBytes(word))
                {
                    state = state == SuffixAutomaton.None ? state : automaton.GetNext(state, unit);
                }
                ulong expected = 0;
                for (int text = 0; text < texts.Length; text++)
                {
                    if (texts[text].Contains(word, StringComparison.Ordinal)) expected |= 1UL << text;
                }
                Assert.Equal(expected, state == SuffixAutomaton.None ? 0 : automaton.GetTexts(state));
            }
        }
    }

    private static string RandomWord(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => "abé"[random.Next(3)]));
}
