using System.Diagnostics;
using System.Runtime.CompilerServices;
using SearchEngine.Answers;
using SearchEngine.Search;
using SearchEngine.Telemetry;

namespace SearchEngine;

/// <content>Questions and answers.</content>
public sealed partial class KnowledgeBase
{
    /// <summary>Answers a question from the documents, or says that they do not answer it.</summary>
    /// <param name="question">The question.</param>
    /// <param name="options">Where to look, and how much to write.</param>
    /// <param name="cancellationToken">Cancels between two tokens.</param>
    /// <exception cref="ArgumentException">
    /// The question is empty or longer than <see cref="AskOptions.MaxQuestionLength"/>, or there is no such collection.
    /// </exception>
    public async Task<Answer> AskAsync(string question, AskOptions? options = null, CancellationToken cancellationToken = default)
    {
        Answer? answer = null;
        await foreach (AnswerUpdate update in AskStreamingAsync(question, options, cancellationToken).ConfigureAwait(false))
        {
            answer = update.Answer ?? answer;
        }
        return answer!;
    }

    /// <summary>
    /// Answers a question like <see cref="AskAsync"/>, and returns each part as soon as it is ready: the words found by the re-ranker, the
    /// written answer incrementally, and finally the whole answer with its citations.
    /// </summary>
    /// <inheritdoc cref="AskAsync"/>
    public async IAsyncEnumerable<AnswerUpdate> AskStreamingAsync(
        string question, AskOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        CheckQuestion(question);
        options ??= new AskOptions();
        long startTimestamp = Stopwatch.GetTimestamp();
        using Measurement measurement = Measurement.StartAnswer(_options.IndexPath, GeneratorName);
        Task<SearchResults> search = SearchAsync(question, options, cancellationToken);
        SearchResults results = await measurement.WatchAsync(search).ConfigureAwait(false);
        Answerer answerer = new(question, options, startTimestamp, _tokenEncoder.GetAsync, _reranker.GetAsync, _generator.GetAsync);
        IAsyncEnumerator<AnswerUpdate> updates = answerer.AnswerAsync(results, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable updatesDisposal = updates.ConfigureAwait(false);
        while (await measurement.WatchAsync(MoveNextAsync(updates)).ConfigureAwait(false))
        {
            if (updates.Current.Answer is { } answer) measurement.RecordAnswer(answer);
            yield return updates.Current;
        }
    }

    private static void CheckQuestion(string question)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(question);
        if (question.Length <= AskOptions.MaxQuestionLength) return;
        throw new ArgumentException(
            $"The question has {question.Length} characters, but the maximum is {AskOptions.MaxQuestionLength}. "
            + "Shorten it, or search with it instead: a query may have any length.",
            nameof(question));
    }

    private async Task<SearchResults> SearchAsync(string question, AskOptions options, CancellationToken cancellation)
    {
        using CallTracker.Call call = _calls.Begin();
        // Loads while the documents are searched.
        _ = _tokenEncoder.GetAsync();
        return await QueryAsync(question, options.Retrieval, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Advances one step as a separate call. A call that lasted as long as the enumeration would make an application that disposes the
    /// knowledge base while enumerating wait for itself.
    /// </summary>
    private async Task<bool> MoveNextAsync(IAsyncEnumerator<AnswerUpdate> updates)
    {
        using CallTracker.Call call = _calls.Begin();
        return await updates.MoveNextAsync().ConfigureAwait(false);
    }
}
