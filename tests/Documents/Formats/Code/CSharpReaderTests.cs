using SearchEngine.Documents.Formats.Code;
using SearchEngine.Tests;

namespace SearchEngine.Documents.Tests;

public sealed class CSharpReaderTests
{
    [Fact]
    public void Read_TypesAndMembers_AreNestedSections()
    {
        const string code = """
            using System;
            using System.IO;

            namespace Shop;

            /// <summary>Prices.</summary>
            [Serializable]
            public sealed class Till<T>(int start)
                : Base<T>
                where T : class
            {
                private int _total = start;
                public const int Most = 5;

                // Adds.
                [Obsolete]
                public void Add(
                    int price)
                {
                    Check(price);

                    _total += price;
                }
                public int Total => _total;

                private enum Kind { A, B }

            #if DEBUG
                public void Check(int price) { }
            #else
                public void Other() { }
            #endif
                public static bool operator ==(Till<T> a, Till<T> b) => true;

                ~Till() { }
            }

            internal record Item(string Name);
            """;

        DocumentText document = CSharpReader.Read("src/Till.cs", code, TestContext.Current.CancellationToken);

        Assert.Equal("", document.Title);
        const string type = "Shop > public sealed class Till<T>(int start) : Base<T> where T : class";
        DocumentAssert.BlocksCoverAllText(document);
        Assert.Equal(
            [
                ("using System;", ""),
                ("namespace Shop;", "Shop"),
                ("/// <summary>Prices.</summary>", type),
                ("    private int _total = start;", type),
                ("    public const int Most = 5;", type),
                ("    // Adds.", $"{type} > public void Add( int price)"),
                ("    public int Total => _total;", $"{type} > public int Total"),
                ("    private enum Kind { A, B }", $"{type} > private enum Kind"),
                ("#if DEBUG", $"{type} > public void Other()"),
                ("#endif", $"{type} > public static bool operator ==(Till<T> a, Till<T> b)"),
                ("    ~Till() { }", $"{type} > ~Till()"),
                ("internal record Item(string Name);", "Shop > internal record Item(string Name)"),
            ],
            document.Blocks.Select(block => (document.Text[block.Start..block.End].Split('\n')[0].TrimEnd(), block.Section.Path)));
    }

    [Theory]
    [InlineData("class A { void B() { if (x")]
    [InlineData("public void Lonely(int x) { }")]
    [InlineData("Console.WriteLine(1);\n\nint x = 2;\n")]
    [InlineData("no C# at all, is it?")]
    [InlineData("}}}}")]
    [InlineData("#if A\nclass B {}\n#endif")]
    [InlineData("")]
    public void Read_IncompleteCode_LosesNoText(string code) =>
        DocumentAssert.BlocksCoverAllText(CSharpReader.Read("a.cs", code, TestContext.Current.CancellationToken));

    /// <summary>
    /// Roslyn takes each mark as a member or skips it, and finding the position of each from the first one would take minutes; or it
    /// doubles the number of possible parses.
    /// </summary>
    [Theory]
    [InlineData("~~~\n", 45_000)]
    [InlineData("<text:list><text:list-item>", 27_000)]
    [InlineData("var a = (b = c < 0 ? d : ", 40)]
    public void Read_EndlessMarksThatAreNotCode_LosesNoText(string mark, int count)
    {
        string code = "namespace Shop;\n\npublic sealed class Till\n{\n" + string.Concat(Enumerable.Repeat(mark, count));
        DocumentText document = CSharpReader.Read("a.cs", code, TestContext.Current.CancellationToken);

        DocumentAssert.BlocksCoverAllText(document);
    }

    [Fact]
    public void Read_CodeOfThisProject_LosesNoText()
    {
        string folder = Path.Combine(Repository.Root, "src", "Documents", "Formats");
        string[] files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            DocumentText document = CSharpReader.Read(file, File.ReadAllText(file), TestContext.Current.CancellationToken);

            DocumentAssert.BlocksCoverAllText(document);
            Assert.All(document.Blocks.Skip(1), block => Assert.NotEqual("", block.Section.Path));
        }
    }
}
