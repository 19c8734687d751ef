using SearchEngine.Ingestion;

namespace SearchEngine.Engine.Tests.Ingestion;

public sealed class MemoryBudgetTests
{
    [Fact]
    public async Task Take_WithinTheBudget_DoesNotWait()
    {
        MemoryBudget budget = new(100);
        using MemoryBudget.Share one = await budget.TakeAsync(60, Workspace.Token), other = await budget.TakeAsync(40, Workspace.Token);
        Assert.False(budget.TakeAsync(1, Workspace.Token).IsCompleted);
    }

    [Fact]
    public async Task Take_MoreThanIsFree_WaitsInOrderForWhatIsReturned()
    {
        MemoryBudget budget = new(100);
        MemoryBudget.Share first = await budget.TakeAsync(80, Workspace.Token);
        Task<MemoryBudget.Share> large = budget.TakeAsync(90, Workspace.Token).AsTask(), small = budget.TakeAsync(5, Workspace.Token).AsTask();
        Assert.False(large.IsCompleted || small.IsCompleted);

        first.Dispose();

        (await large).Dispose();
        (await small).Dispose();
    }

    [Fact]
    public async Task Take_MoreThanTheWhole_IsReadAlone()
    {
        MemoryBudget budget = new(100);
        MemoryBudget.Share first = await budget.TakeAsync(1, Workspace.Token);
        Task<MemoryBudget.Share> huge = budget.TakeAsync(5000, Workspace.Token).AsTask();
        Assert.False(huge.IsCompleted);
        first.Dispose();
        using MemoryBudget.Share alone = await huge;
        Assert.False(budget.TakeAsync(1, Workspace.Token).IsCompleted);
    }

    [Fact]
    public async Task Take_Cancelled_EndsTheWaiting()
    {
        MemoryBudget budget = new(1);
        using MemoryBudget.Share all = await budget.TakeAsync(1, Workspace.Token);
        using CancellationTokenSource stop = new();
        Task<MemoryBudget.Share> waiting = budget.TakeAsync(1, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
