using SearchEngine.Index.Catalog;
using SearchEngine.Indexing;

namespace SearchEngine.Engine.Tests.Indexing;

public sealed class FolderChangesTests
{
    private static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Find_NothingKnown_TakesEveryFileAsChanged()
    {
        FolderChanges changes = FolderChanges.Find(Known(), [File("a"), File("b")]);
        Assert.Equal(["a", "b"], changes.Changed.Select(file => file.Path));
        Assert.Equal((0, 0, false), (changes.Unchanged, changes.Removed.Count, changes.None));
    }

    [Fact]
    public void Find_AllAsKnown_FindsNone()
    {
        FolderChanges changes = FolderChanges.Find(Known(State("a"), State("b")), [File("b"), File("a")]);
        Assert.True(changes.None);
        Assert.Equal(2, changes.Unchanged);
    }

    [Fact]
    public void Find_OtherSizeOrTime_IsChanged()
    {
        FoundFile larger = File("a") with { Size = 11 }, older = File("b") with { ModifiedUtc = Noon.AddSeconds(-1) };
        FolderChanges changes = FolderChanges.Find(Known(State("a"), State("b")), [larger, older]);
        Assert.Equal([larger, older], changes.Changed);
        Assert.Equal(0, changes.Unchanged);
    }

    [Fact]
    public void Find_KnownPathThatIsGone_IsRemoved()
    {
        FolderChanges changes = FolderChanges.Find(Known(State("a"), State("b")), [File("b")]);
        Assert.Equal(["a"], changes.Removed);
        Assert.Equal((0, 1, false), (changes.Changed.Count, changes.Unchanged, changes.None));
    }

    [Theory]
    [InlineData(DocumentStatus.Skipped, true, false)]
    [InlineData(DocumentStatus.Skipped, false, true)]
    [InlineData(DocumentStatus.Indexed, true, true)]
    [InlineData(DocumentStatus.Failed, true, true)]
    [InlineData(DocumentStatus.Failed, false, false)]
    public void Find_SkippedBeforeOrNow_IsChangedWhereThatDiffers(DocumentStatus before, bool skippedNow, bool isChanged)
    {
        FoundFile now = File("a") with { SkipReason = skippedNow ? "no reader" : null };
        Assert.Equal(isChanged, !FolderChanges.Find(Known(State("a") with { Status = before }), [now]).None);
    }

    [Fact]
    public void Find_SkippedFileWrittenTo_IsUnchanged()
    {
        FoundFile now = File("a") with { SkipReason = "no reader", Size = 99, ModifiedUtc = Noon.AddDays(1) };
        Assert.True(FolderChanges.Find(Known(State("a") with { Status = DocumentStatus.Skipped }), [now]).None);
    }

    private static Dictionary<string, FileState> Known(params FileState[] states) => states.ToDictionary(state => state.Path);

    private static FileState State(string path) => new(path, 10, Noon, "hash", DocumentStatus.Indexed);

    private static FoundFile File(string path) => new(path, "/docs/" + path, 10, Noon, null);
}
