using SearchEngine.Index.Contracts;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Search;

namespace SearchEngine.Cli.Interactive;

/// <summary>
/// Runs the prompt: draws the state after each input or search result. Keys are read one at a time, so that a program opened from here
/// gets the keyboard for itself.
/// </summary>
internal sealed class Prompt(KnowledgeBase knowledge, PromptView view, QueryHistory history, Keyboard keyboard)
{
    private const int MaxHits = 20;

    /// <summary>The delay before a search: shorter than a pause between words, longer than one between letters.</summary>
    private static readonly TimeSpan SearchDelay = TimeSpan.FromMilliseconds(120);

    private readonly PromptState _state = new(history);
    private CancellationTokenSource _searchCancellation = new();

    /// <summary>Runs until the user leaves and returns the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        _state.Notice = await GetGreetingAsync(cancellation);
        using Screen screen = new();
        using WindowSizeMonitor size = new();
        using CancellationTokenRegistration ended = cancellation.Register(screen.Dispose);
        Task<PromptInput> input = ReadAsync();
        Task<SearchResults?>? search = null;
        while (true)
        {
            screen.Draw(view.Render(_state, Screen.Width, Screen.Height));
            Task[] searches = search is null ? [] : [search];
            Task next = await Task.WhenAny([input, size.Changed, .. searches]).WaitAsync(cancellation);
            if (next == search)
            {
                ApplySearch(search!);
                search = null;
            }
            if (next != input) continue;

            switch (_state.Handle(await input))
            {
                case PromptAction.Search: search = SearchAsync(_state.Line.Text); break;
                case PromptAction.ShowHit: await ShowPageAsync(_state.SelectedHit!, cancellation); break;
                case PromptAction.OpenEditor: await OpenAsync(screen, PromptAction.OpenEditor); break;
                case PromptAction.OpenPager: await OpenAsync(screen, PromptAction.OpenPager); break;
                case PromptAction.OpenDefault: await OpenAsync(screen, PromptAction.OpenDefault); break;
                case PromptAction.Exit: return ExitCode.Success;
                case PromptAction.Cancel: return ExitCode.Cancelled;
            }
            input = ReadAsync();
        }
    }

    private Task<PromptInput> ReadAsync() =>
        Task.Factory.StartNew(keyboard.Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task ShowPageAsync(SearchHit hit, CancellationToken cancellation) =>
        _state.ShowPage(DocumentPage.Open(hit, await GetTextAsync(hit, cancellation)));

    /// <summary>Returns the document's text from the index, or an empty text if the index does not have it.</summary>
    private async Task<string> GetTextAsync(SearchHit hit, CancellationToken cancellation)
    {
        try
        {
            return (await knowledge.GetAsync(hit.Collection, hit.Path, cancellation))?.Text ?? "";
        }
        catch (IndexException)
        {
            return "";
        }
    }

    private async Task OpenAsync(Screen screen, PromptAction action)
    {
        screen.Suspend();
        _state.Notice = await FileOpener.OpenAsync(_state.Page!.Hit, action);
        screen.Resume();
    }

    /// <summary>Searches after a moment without keys, and cancels the search before it. Null for an empty query.</summary>
    private async Task<SearchResults?> SearchAsync(string text)
    {
        await _searchCancellation.CancelAsync();
        _searchCancellation = new CancellationTokenSource();
        CancellationToken cancellation = _searchCancellation.Token;
        if (string.IsNullOrWhiteSpace(text)) return null;
        await Task.Delay(SearchDelay, cancellation);
        QueryOptions options = new() { Take = MaxHits, Rerank = null };
        return await Task.Run(() => knowledge.QueryAsync(text, options, cancellation), cancellation);
    }

    private void ApplySearch(Task<SearchResults?> search)
    {
        if (search.IsCanceled) return;
        if (search.IsCompletedSuccessfully) _state.SetResults(search.Result);
        else if (search.Exception!.InnerException is IndexException or CheckpointException or IOException)
            _state.Notice = search.Exception.InnerException.Message;
        else search.GetAwaiter().GetResult();
    }

    private async Task<string> GetGreetingAsync(CancellationToken cancellation)
    {
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(cancellation);
        return status.Indexed > 0
            ? FormattableString.Invariant($"type a query to search {status.Indexed} documents")
            : "nothing is indexed yet; leave with Esc and run: search index DIR";
    }
}
