using SearchEngine.Ingestion;

namespace SearchEngine.Engine.Tests.Ingestion;

public sealed class MemoryBudgetTests
{
    [Fact]
    public async Task Acquire_WithinTheBudget_DoesNotWait()
    {
        MemoryBudget budget = new(100);
        using MemoryBudget.Share first = await budget.AcquireAsync(60, Workspace.Token);
        using MemoryBudget.Share second = await budget.AcquireAsync(40, Workspace.Token);
        Assert.False(budget.AcquireAsync(1, Workspace.Token).IsCompleted);
    }

    [Fact]
    public async Task Acquire_MoreThanIsFree_WaitsInOrder()
    {
        MemoryBudget budget = new(100);
        MemoryBudget.Share first = await budget.AcquireAsync(80, Workspace.Token);
        Task<MemoryBudget.Share> large = budget.AcquireAsync(90, Workspace.Token).AsTask();
        Task<MemoryBudget.Share> small = budget.AcquireAsync(5, Workspace.Token).AsTask();
        Assert.False(large.IsCompleted || small.IsCompleted);

        first.Dispose();

        (await large).Dispose();
        (await small).Dispose();
    }

    [Fact]
    public async Task Acquire_MoreThanTheBudget_WaitsUntilAllIsFree()
    {
        MemoryBudget budget = new(100);
        MemoryBudget.Share first = await budget.AcquireAsync(1, Workspace.Token);
        Task<MemoryBudget.Share> huge = budget.AcquireAsync(5000, Workspace.Token).AsTask();
        Assert.False(huge.IsCompleted);
        first.Dispose();
        using MemoryBudget.Share alone = await huge;
        Assert.False(budget.AcquireAsync(1, Workspace.Token).IsCompleted);
    }

    [Fact]
    public async Task Acquire_Cancelled_EndsTheWaiting()
    {
        MemoryBudget budget = new(1);
        using MemoryBudget.Share all = await budget.AcquireAsync(1, Workspace.Token);
        using CancellationTokenSource stop = new();
        Task<MemoryBudget.Share> waiting = budget.AcquireAsync(1, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
