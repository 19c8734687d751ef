using System.Text.Json;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>
/// Damaged or deleted files of the index: queries are answered if the catalog is intact, and the doctor finds and repairs all damage.
/// </summary>
public sealed class DamagedIndexTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private readonly IndexCopy _index = new(indexed);

    public void Dispose() => _index.Dispose();

    [Fact]
    public async Task AFlippedByteInASegment_IsFoundAndTheQueryAnswered()
    {
        string expected = await _index.QueryHitsAsync();
        string segment = _index.VectorSegment;
        _index.Edit(segment, bytes => bytes[bytes.Length / 2] ^= 1);

        ProcessOutcome found = await _index.RunAsync(ExitCode.Failure, "doctor");
        ProcessOutcome answered = await _index.RunAsync(ExitCode.Success, IndexCopy.QueryArguments);

        Assert.Contains($"{segment}: the checksum of block 0 does not match", found.Stdout, StringComparison.Ordinal);
        ErrorAssert.Reports(found, ExitCode.Failure, "search doctor --repair");
        ErrorAssert.Reports(answered, ExitCode.Success, segment, "was damaged", "rebuilt from the catalog");
        Assert.Equal(expected, IndexCopy.GetHits(answered));
        await IsHealthyAsync();
    }

    [Fact]
    public async Task AFlippedByteInASegment_IsRepaired()
    {
        string expected = await _index.QueryHitsAsync();
        _index.Edit(_index.VectorSegment, bytes => bytes[bytes.Length / 2] ^= 1);

        ProcessOutcome repaired = await _index.RunAsync(ExitCode.Success, "doctor", "--repair");

        Assert.Contains("repaired  the vectors were rebuilt", repaired.Stdout, StringComparison.Ordinal);
        await AnswersWithNothingEncodedAsync(expected);
    }

    [Fact]
    public async Task AFlippedByteInALuceneFile_IsFoundAndRepaired()
    {
        string expected = await _index.QueryHitsAsync();
        string file = Directory.GetFiles(_index.GetPath("lexical")).OrderByDescending(path => new FileInfo(path).Length).First();
        _index.Edit(file, bytes => bytes[bytes.Length / 2] ^= 1);

        ProcessOutcome found = await _index.RunAsync(ExitCode.Failure, "doctor");
        ProcessOutcome repaired = await _index.RunAsync(ExitCode.Success, "doctor", "--repair");

        Assert.Contains(_index.GetPath("lexical"), found.Stdout, StringComparison.Ordinal);
        Assert.Contains("repaired  the index of words was rebuilt", repaired.Stdout, StringComparison.Ordinal);
        await AnswersWithNothingEncodedAsync(expected);
    }

    [Fact]
    public async Task ALuceneFolderOfJunk_IsRebuiltByTheNextQuery()
    {
        string expected = await _index.QueryHitsAsync();
        foreach (string path in Directory.GetFiles(_index.GetPath("lexical"))) File.WriteAllText(path, "junk");

        await _index.RunAsync(ExitCode.Failure, "doctor");

        await AnswersWithNothingEncodedAsync(expected);
    }

    [Theory]
    [InlineData("lexical")]
    [InlineData("vectors")]
    [InlineData("lexical", "vectors")]
    public async Task DeletedDerivedFolders_AreRebuiltByTheNextQuery(params string[] folders)
    {
        string expected = await _index.QueryHitsAsync();
        foreach (string folder in folders) Directory.Delete(_index.GetPath(folder), recursive: true);

        Assert.Contains("missing", (await _index.RunAsync(ExitCode.Failure, "doctor")).Stdout, StringComparison.Ordinal);

        await AnswersWithNothingEncodedAsync(expected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ADamagedCatalog_IsNamedAndSalvaged(bool header)
    {
        string expected = await _index.QueryHitsAsync();
        if (header) _index.Edit(_index.Catalog, bytes => bytes.AsSpan(0, 100).Fill(0x2A));
        else _index.OverwriteTextPage();

        ProcessOutcome query = await _index.RunAsync(ExitCode.Failure, IndexCopy.QueryArguments);
        ProcessOutcome found = await _index.RunAsync(ExitCode.Failure, "doctor");
        ProcessOutcome repaired = await _index.RunAsync(ExitCode.Success, "doctor", "--repair");

        ErrorAssert.Reports(query, ExitCode.Failure, _index.Catalog, "search doctor --repair");
        Assert.Contains(_index.Catalog, found.Stdout, StringComparison.Ordinal);
        Assert.Contains($"search index '{indexed.Documents}'", repaired.Stdout, StringComparison.Ordinal);
        Assert.True(File.Exists(_index.GetPath("catalog.db.damaged-1")));

        JsonElement report =
            JsonDocument.Parse((await _index.RunAsync(ExitCode.Success, "index", indexed.Documents, "--json")).Stdout).RootElement;
        Assert.Equal((3, 0), (report.GetProperty("indexed").GetInt32(), report.GetProperty("encoded").GetInt32()));
        Assert.Equal(Places(expected), Places(await _index.QueryHitsAsync()));
        await IsHealthyAsync();
    }

    [Theory]
    [InlineData("query", "refund")]
    [InlineData("index", "{documents}")]
    [InlineData("status")]
    [InlineData("doctor")]
    [InlineData("doctor", "--repair")]
    public async Task AnIndexOfANewerSchema_IsNamedAndNotTouched(params string[] arguments)
    {
        // SQLite's user_version is a big-endian number at offset 60.
        _index.Edit(_index.Catalog, bytes => bytes[63] = 99);
        byte[] before = File.ReadAllBytes(_index.Catalog);

        ProcessOutcome outcome = await _index.RunAsync(
            [.. arguments.Select(argument => argument.Replace("{documents}", indexed.Documents, StringComparison.Ordinal))]);

        ErrorAssert.Reports(outcome, ExitCode.Failure, _index.Catalog, "newer version", "schema is 99", "Update the program");
        Assert.Equal(before, File.ReadAllBytes(_index.Catalog));
    }

    [Fact]
    public async Task AnIndexOfAnotherModel_IsSearchedByWordsOnlyWithANotice()
    {
        using ModelCopy other = new();

        ProcessOutcome outcome = await indexed.RunAsync("query", "refund", "--json", "--model", other.Folder);

        ErrorAssert.Reports(outcome, ExitCode.Success, "can be found by words only");
        Assert.Contains("refunds.md", IndexCopy.GetHits(outcome), StringComparison.Ordinal);
        Assert.DoesNotContain("\"dense\":", IndexCopy.GetHits(outcome), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDoctorDuringWriting_NamesTheWritingProcess()
    {
        using SearchIndex writer = SearchIndex.Open(_index.Folder, IndexAccess.Write);

        foreach (string[] arguments in (string[][])[["doctor"], ["doctor", "--repair"]])
            ErrorAssert.Reports(
                await _index.RunAsync(arguments), ExitCode.Failure, _index.Folder, $"process {Environment.ProcessId}");
    }

    [Fact]
    public async Task TheDoctorWithoutAnIndex_SaysSo() =>
        ErrorAssert.Reports(
            await indexed.RunAsync("doctor", "--index", _index.GetPath("none")), ExitCode.Failure, _index.GetPath("none"), "no index");

    /// <summary>Returns paths and lines without scores, because chunks that are stored again get new ids.</summary>
    private static string[] Places(string hits) => [.. JsonDocument.Parse(hits).RootElement.EnumerateArray().Select(DescribePlaces)];

    private static string DescribePlaces(JsonElement hit)
    {
        IEnumerable<int> lines = hit.GetProperty("passages").EnumerateArray().Select(passage => passage.GetProperty("line").GetInt32());
        return $"{hit.GetProperty("path").GetString()} {string.Join(' ', lines)}";
    }

    private async Task AnswersWithNothingEncodedAsync(string expected)
    {
        Assert.Equal(expected, await _index.QueryHitsAsync());
        JsonElement report =
            JsonDocument.Parse((await _index.RunAsync(ExitCode.Success, "index", indexed.Documents, "--json")).Stdout).RootElement;
        Assert.Equal((3, 0), (report.GetProperty("unchanged").GetInt32(), report.GetProperty("encoded").GetInt32()));
        await IsHealthyAsync();
    }

    private async Task IsHealthyAsync() =>
        Assert.Equal(4, (await _index.RunAsync(ExitCode.Success, "doctor")).Stdout.Split('\n').Count(
            line => line.EndsWith(" ok", StringComparison.Ordinal)));
}
