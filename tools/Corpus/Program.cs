using System.CommandLine;
using SearchEngine.Corpus.Making;
using SearchEngine.Corpus.Mixing;

RootCommand root = new("Makes the documents that readers are tested on: with the programs that people use, and mixed like the folders that people have.")
{
    MakeCommand.Create(),
    MixCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
