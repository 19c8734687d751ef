using System.Text;
using SearchEngine.Generator.Quoting;

namespace SearchEngine.Generator.Tests.Quoting;

public sealed class SuffixAutomatonTests
{
    /// <summary>Against a search of every text, over random texts of few letters, in which everything repeats.</summary>
    [Fact]
    public void Next_AnyString_KnowsExactlyTheTextsThatHaveIt()
    {
        Random random = new(5);
        for (int round = 0; round < 200; round++)
        {
            string[] texts = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Word(random, random.Next(0, 30)))];
            SuffixAutomaton automaton = new([.. texts.Select(Encoding.UTF8.GetBytes)]);
            for (int i = 0; i < 50; i++)
            {
                string wanted = Word(random, random.Next(1, 6));
                int state = SuffixAutomaton.Root;
                foreach (byte unit in Encoding.UTF8.GetBytes(wanted)) state = state == SuffixAutomaton.None ? state : automaton.GetNext(state, unit);
                ulong expected = 0;
                for (int text = 0; text < texts.Length; text++) expected |= texts[text].Contains(wanted, StringComparison.Ordinal) ? 1UL << text : 0;
                Assert.Equal(expected, state == SuffixAutomaton.None ? 0 : automaton.GetTexts(state));
            }
        }
    }

    private static string Word(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => "abé"[random.Next(3)]));
}
