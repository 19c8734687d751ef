// Answers questions about a folder with Semantic Kernel. A plugin finds passages, and the built-in decoder writes the answer:
//   KernelAgent DIR QUESTION...
using Microsoft.SemanticKernel;
using SearchEngine;
using SearchEngine.Index.Contracts;

const string Instructions =
    "Answer the question from the numbered passages. Quote the sentence that answers it and cite its passage like [1]. "
    + "If no passage answers it, say so.";

const string Template = $$$"""
    <message role="system">{{{Instructions}}}</message>
    <message role="user">{{search $question count='1' collection=$collection}}

    Question: {{$question}}</message>
    """;

if (args is not [var folder, .. { Length: > 0 } questions])
{
    Console.Error.WriteLine("Usage: KernelAgent DIR QUESTION...");
    return 2;
}
try
{
    await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync();
    await knowledge.IndexAsync(folder);
    if (knowledge.FindCollection(folder) is not { } collection) return 1; // The folder is empty.

    IKernelBuilder builder = Kernel.CreateBuilder();
    builder.AddSearchEngineChatClient(knowledge);
    Kernel kernel = builder.Build();
    kernel.Plugins.AddSearchEngine(knowledge);
    kernel.FunctionInvocationFilters.Add(new Sources());

    foreach (string question in questions)
    {
        KernelArguments arguments = new() { ["question"] = question, ["collection"] = collection };
        Console.WriteLine(await kernel.InvokePromptAsync<string>(Template, arguments));
    }
    return 0;
}
catch (Exception e) when (e is IndexException or IOException or KernelException)
{
    Console.Error.WriteLine(e.Message);
    return 3;
}

/// <summary>Prints the passages that the plugin found and the model may cite.</summary>
internal sealed class Sources : IFunctionInvocationFilter
{
    public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        await next(context);
        if (context.Function.PluginName != "SearchEngine") return;
        foreach (string line in context.Result.GetValue<string>()!.Split('\n').Where(line => line.StartsWith('['))) Console.WriteLine(line);
    }
}
