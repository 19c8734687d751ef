using SearchEngine.Index.Checking;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Tests.Checking;

public sealed class IndexDoctorTests(SoundIndex sound) : IClassFixture<SoundIndex>, IDisposable
{
    private readonly DamagedIndex _index = new(sound);

    public void Dispose() => _index.Dispose();

    [Fact]
    public void Check_SoundIndex_FindsNothingAndChangesNothing()
    {
        string[] before = _index.Files();

        CheckReport report = IndexDoctor.Check(_index.Folder);

        Assert.Empty(report.Findings);
        Assert.True(report.IsHealthy);
        Assert.Equal(before, _index.Files());
    }

    [Fact]
    public void Check_FolderWithUriReservedCharacters_IsFound()
    {
        string odd = _index.Folder + " #1? 100%25&immutable=0";
        Directory.Move(_index.Folder, odd);

        Assert.Empty(IndexDoctor.Check(odd).Findings);
        Assert.False(File.Exists(Path.Combine(odd, "catalog.db-shm")));
    }

    [Fact]
    public void Check_LogOfAKilledWriter_FindsNothingAndKeepsTheLog()
    {
        using DamagedIndex copy = new(sound);
        using (SearchIndex writer = _index.Open())
        {
            writer.Catalog.PutDocument(writer.Catalog.GetCollections()[0].Id, Samples.Document("late", "late words"));
            foreach (string name in (string[])["catalog.db", "catalog.db-wal"])
            {
                File.Copy(_index.PathOf(name), copy.PathOf(name), overwrite: true);
            }
            foreach (string folder in (string[])["lexical", "vectors"])
            {
                Directory.Delete(copy.PathOf(folder), recursive: true);
                Directory.CreateDirectory(copy.PathOf(folder));
                foreach (string file in Directory.GetFiles(_index.PathOf(folder)))
                {
                    File.Copy(file, Path.Combine(copy.PathOf(folder), Path.GetFileName(file)));
                }
            }
        }
        string[] before = copy.Files();
        Assert.True(new FileInfo(copy.PathOf("catalog.db-wal")).Length > 0);

        Assert.Empty(IndexDoctor.Check(copy.Folder).Findings);

        File.Delete(copy.PathOf("catalog.db-shm"));
        Assert.Equal(before, copy.Files());
    }

    [Fact]
    public void Check_DuringAWrite_NamesTheWriter()
    {
        using SearchIndex writer = _index.Open();

        Assert.Contains(
            $"process {Environment.ProcessId}",
            Assert.Throws<IndexLockedException>(() => IndexDoctor.Check(_index.Folder)).Message);
        Assert.Throws<IndexLockedException>(() => IndexDoctor.Repair(_index.Folder));
    }

    [Fact]
    public void Check_DerivedIndexesBehindTheCatalog_FindsNothing()
    {
        using (SearchIndex index = _index.Open())
        {
            index.Catalog.PutDocument(index.Catalog.GetCollections()[0].Id, Samples.Document("late", "late words"));
            index.EmbedAll();
        }

        Assert.Empty(IndexDoctor.Check(_index.Folder).Findings);
    }

    [Fact]
    public void Check_NoIndex_ReportsIt() =>
        Assert.Contains("no index", Assert.Throws<IndexException>(() => IndexDoctor.Check(_index.PathOf("none"))).Message);

    [Fact]
    public void Repair_SoundIndex_DoesNothing()
    {
        string[] before = _index.Files();

        CheckReport report = IndexDoctor.Repair(_index.Folder);

        Assert.True(report.IsHealthy);
        Assert.Empty(report.Repairs);
        Assert.Equal(before, _index.Files());
    }

    [Theory]
    [InlineData("rows")]
    [InlineData("codes")]
    [InlineData("floats")]
    [InlineData("checksums")]
    [InlineData("header")]
    public void FlippedByteInASegment_IsFoundAndRepaired(string where)
    {
        string segment = _index.FindLargest("vectors", "*.vectors");
        DamagedIndex.Edit(segment, bytes => bytes[FindOffset(bytes.Length)] ^= 1);

        Assert.Equal(segment, Assert.Single(_index.Find(IndexPart.Vectors)).Path);
        RepairsToTheSameAnswers();

        int FindOffset(int length) => where switch
        {
            "header" => 9,
            "rows" => 70,
            "checksums" => length - 1,
            "floats" => length - 100,
            _ => length / 4,
        };
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("*.vectors")]
    public void SegmentsOrManifestCutShort_AreFoundAndRepaired(string pattern)
    {
        using (FileStream file = File.OpenWrite(_index.FindLargest("vectors", pattern))) file.SetLength(file.Length - 5);

        Assert.Single(_index.Find(IndexPart.Vectors));
        RepairsToTheSameAnswers();
    }

    [Fact]
    public void EveryByteOfLucenesFiles_Flipped_IsFound()
    {
        foreach (string path in Directory.GetFiles(_index.PathOf("lexical")).Where(path => Path.GetFileName(path) != "segments.gen"))
        {
            byte[] bytes = File.ReadAllBytes(path);
            foreach (int at in (int[])[bytes.Length / 3, bytes.Length / 2, bytes.Length - 1])
            {
                DamagedIndex.Edit(path, flipped => flipped[at] ^= 1);
                Assert.True(IndexDoctor.Check(_index.Folder).Findings is [{ Part: IndexPart.Lexical }], $"{path} at {at}");
                File.WriteAllBytes(path, bytes);
            }
        }
        RepairsToTheSameAnswers();
    }

    [Fact]
    public void DamagedLuceneFile_IsRepaired()
    {
        DamagedIndex.Edit(_index.FindLargest("lexical"), bytes => bytes[bytes.Length / 2] ^= 1);

        CheckFinding found = Assert.Single(_index.Find(IndexPart.Lexical));

        Assert.Equal(_index.PathOf("lexical"), found.Path);
        Assert.Contains("checksum", found.Problem);
        RepairsToTheSameAnswers();
    }

    [Theory]
    [InlineData("lexical", IndexPart.Lexical)]
    [InlineData("vectors", IndexPart.Vectors)]
    public void DerivedFolderDeleted_IsFoundAndRepaired(string folder, IndexPart part)
    {
        Directory.Delete(_index.PathOf(folder), recursive: true);

        Assert.Contains("missing", Assert.Single(_index.Find(part)).Problem);
        RepairsToTheSameAnswers();
    }

    [Fact]
    public void ChunksThatTheDerivedIndexesLack_AreCountedAndRepaired()
    {
        // Simulates a process that added a document without incrementing the generation.
        _index.Execute(
            "INSERT INTO chunks (document, ordinal, start, \"end\", line, heading, text, key, generation) SELECT document, 9, 0, 1, "
                + "1, '', 'secret', key, generation FROM chunks LIMIT 1");

        IReadOnlyList<CheckFinding> found = IndexDoctor.Check(_index.Folder).Findings;

        Assert.Equal([IndexPart.Catalog, IndexPart.Lexical, IndexPart.Vectors], found.Select(finding => finding.Part));
        Assert.Contains("2 of the stored counts", found[0].Problem);
        Assert.All(found.Skip(1), finding => Assert.Contains("1 are missing", finding.Problem));
        Assert.True(IndexDoctor.Repair(_index.Folder).IsHealthy);
        using SearchIndex index = _index.Open(IndexAccess.Read);
        Assert.Single(index.SearchWords("secret", 10));
    }

    [Fact]
    public void OrphanedFiles_AreFoundAndDeleted()
    {
        string[] strays =
        [
            _index.PathOf("lexical/_zz.cfs"),
            _index.PathOf($"vectors/0000000099-{Guid.Empty:N}.vectors"),
            _index.PathOf("vectors/manifest.tmp"),
        ];
        foreach (string stray in strays) File.WriteAllText(stray, "stray");

        Assert.Equal(strays.Order(), _index.Find(IndexPart.Files).Select(finding => finding.Path).Order());

        RepairsToTheSameAnswers();
        Assert.All(strays, stray => Assert.False(File.Exists(stray)));
    }

    [Fact]
    public void Open_ForWriting_DeletesOrphanedFiles()
    {
        string stray = _index.PathOf("lexical/_zz.cfs");
        File.WriteAllText(stray, "stray");

        _index.Open().Dispose();

        Assert.False(File.Exists(stray));
        Assert.Empty(IndexDoctor.Check(_index.Folder).Findings);
    }

    [Fact]
    public void RepairDerived_FlippedByte_RebuildsIt()
    {
        DamagedIndex.Edit(_index.FindLargest("vectors", "*.vectors"), bytes => bytes[bytes.Length / 4] ^= 1);
        Assert.Throws<DamagedIndexException>(() => _index.Answers());

        IndexDoctor.RepairDerived(_index.Folder);

        Assert.Equal(sound.Answers.Vectors, _index.Answers().Vectors);
    }

    /// <summary>Repairs the index, which must then be intact, find the same and have the same number of embeddings.</summary>
    private void RepairsToTheSameAnswers()
    {
        long embeddings = _index.QueryInt64("SELECT count(*) FROM embeddings");

        CheckReport report = IndexDoctor.Repair(_index.Folder);

        Assert.True(report.IsHealthy, string.Join('\n', report.Remaining));
        Assert.Equal(report.Findings.Count == 0, report.Repairs.Count == 0);
        Assert.Empty(IndexDoctor.Check(_index.Folder).Findings);
        Assert.Equal(sound.Answers.Words, _index.Answers().Words);
        Assert.Equal(sound.Answers.Vectors, _index.Answers().Vectors);
        Assert.Equal(embeddings, _index.QueryInt64("SELECT count(*) FROM embeddings"));
    }
}
