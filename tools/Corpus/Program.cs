using System.CommandLine;
using SearchEngine.Corpus.Making;
using SearchEngine.Corpus.Mixing;

RootCommand root = new("Makes documents for the tests of readers with real programs, and fills folders with mixed files.")
{
    MakeCommand.Create(),
    MixCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
