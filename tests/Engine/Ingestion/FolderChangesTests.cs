using SearchEngine.Index.Catalog;
using SearchEngine.Ingestion;

namespace SearchEngine.Engine.Tests.Ingestion;

public sealed class FolderChangesTests
{
    private static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Find_NothingStored_ReturnsEveryFileAsChanged()
    {
        FolderChanges changes = FolderChanges.Find(Stored(), [File("a"), File("b")]);
        Assert.Equal(["a", "b"], changes.Changed.Select(file => file.Path));
        Assert.Equal((0, 0, false), (changes.UnchangedCount, changes.Removed.Count, changes.IsEmpty));
    }

    [Fact]
    public void Find_AllAsStored_IsEmpty()
    {
        FolderChanges changes = FolderChanges.Find(Stored(State("a"), State("b")), [File("b"), File("a")]);
        Assert.True(changes.IsEmpty);
        Assert.Equal(2, changes.UnchangedCount);
    }

    [Fact]
    public void Find_OtherSizeOrTime_IsChanged()
    {
        FoundFile larger = File("a") with { Size = 11 }, older = File("b") with { ModifiedUtc = Noon.AddSeconds(-1) };
        FolderChanges changes = FolderChanges.Find(Stored(State("a"), State("b")), [larger, older]);
        Assert.Equal([larger, older], changes.Changed);
        Assert.Equal(0, changes.UnchangedCount);
    }

    [Fact]
    public void Find_FolderThatCannotBeRead_RemovesNothingBelowIt()
    {
        FoundFile closed = new("sub/", "/sub/", 0, Noon, "a folder that cannot be opened") { IsUnreadableFolder = true };
        FolderChanges changes = FolderChanges.Find(Stored(State("sub/a"), State("sub/deep/b"), State("submarine")), [closed]);
        Assert.Equal([closed], changes.Changed);
        Assert.Equal(["submarine"], changes.Removed);
        Assert.False(changes.IsEmptied);
    }

    [Fact]
    public void Find_FolderWithoutFiles_IsEmptiedIfItHadSome()
    {
        Assert.True(FolderChanges.Find(Stored(State("a")), []).IsEmptied);
        Assert.False(FolderChanges.Find(Stored(), []).IsEmptied);
        Assert.False(FolderChanges.Find(Stored(State("a")), [File("b")]).IsEmptied);
    }

    [Fact]
    public void Find_StoredPathThatNoLongerExists_IsRemoved()
    {
        FolderChanges changes = FolderChanges.Find(Stored(State("a"), State("b")), [File("b")]);
        Assert.Equal(["a"], changes.Removed);
        Assert.Equal((0, 1, false), (changes.Changed.Count, changes.UnchangedCount, changes.IsEmpty));
    }

    [Theory]
    [InlineData(DocumentStatus.Skipped, "hidden", false)]
    [InlineData(DocumentStatus.Skipped, "ignored", true)]
    [InlineData(DocumentStatus.Indexed, "hidden", true)]
    [InlineData(DocumentStatus.Failed, "hidden", true)]
    [InlineData(DocumentStatus.Failed, null, false)]
    public void Find_SkippedBeforeOrNow_IsChangedIfThatDiffers(DocumentStatus before, string? reasonNow, bool isChanged)
    {
        FileState stored = State("a") with { Status = before, Reason = "hidden" };
        Assert.Equal(isChanged, !FolderChanges.Find(Stored(stored), [File("a") with { SkipReason = reasonNow }]).IsEmpty);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("hash of its head", false)]
    public void Find_SkippedBeforeAndReadNow_IsUnchangedOnlyIfItsContentWasRead(string hash, bool isChanged)
    {
        FileState stored = State("a") with { Status = DocumentStatus.Skipped, Reason = "binary", ContentHash = hash };
        Assert.Equal(isChanged, !FolderChanges.Find(Stored(stored), [File("a")]).IsEmpty);
    }

    [Fact]
    public void Find_SkippedFileWithNewContent_IsUnchanged()
    {
        FoundFile now = File("a") with { SkipReason = "hidden", Size = 99, ModifiedUtc = Noon.AddDays(1) };
        Assert.True(FolderChanges.Find(Stored(State("a") with { Status = DocumentStatus.Skipped, Reason = "hidden" }), [now]).IsEmpty);
    }

    private static Dictionary<string, FileState> Stored(params FileState[] states) => states.ToDictionary(state => state.Path);

    private static FileState State(string path) => new(path, 10, Noon, "hash", DocumentStatus.Indexed);

    private static FoundFile File(string path) => new(path, "/docs/" + path, 10, Noon, null);
}
