using System.Text.RegularExpressions;

namespace SearchEngine.Documents.Formats.Code;

/// <summary>Declaration patterns of languages whose syntax is unlike that of others.</summary>
internal static partial class LanguageDeclarations
{
    /// <summary>defmodule Shop do, defp total(x) do, (defn total, module Shop where</summary>
    [GeneratedRegex(@"^\s*(?:defmodule|defprotocol|defimpl|defmacrop?|defp?)\s+[\w.]+[?!]?")]
    public static partial Regex Elixir();

    /// <summary>(defn- total [x]</summary>
    [GeneratedRegex(@"^\((?:ns|def\w*-?)\s+(?:\^\S+\s+)*[^\s()\[\]]+")]
    public static partial Regex Clojure();

    /// <summary>total(Rows) -> and -module(shop).</summary>
    [GeneratedRegex(@"^(?:[a-z]\w*\(.*\)(?:\s+when\b.*)?\s*->|-(?:module|record)\()")]
    public static partial Regex Erlang();

    /// <summary>total :: [Int] -> Int, data Loaf = Rye | Wheat</summary>
    [GeneratedRegex(@"^(?:[a-z_][\w']*(?:\s*,\s*[a-z_][\w']*)*\s*::|(?:data|newtype|class|instance|type)\s+[A-Z(]|module\s+[A-Z])")]
    public static partial Regex Haskell();

    /// <summary>let rec total rows =, member this.Total, module Shop =</summary>
    [GeneratedRegex(
        @"^\s*(?:let(?:\s+(?:rec|inline|private|mutable))*\s+[a-zA-Z_][\w']*\s+[^=\s:][^=]*=|"
        + @"and\s+[a-z_][\w']*\s+[^=\s]+[^=]*=|(?:static\s+)?(?:member|override|abstract)\s+[\w.]+|"
        + @"(?:module|type|exception|val|external|namespace)\s+(?:rec\s+|type\s+)?['\w.]+)")]
    public static partial Regex MlFamily();

    /// <summary>total &lt;- function(rows)</summary>
    [GeneratedRegex(@"^\s*[\w.]+\s*(?:<-|=)\s*function\s*\(|^\s*set(?:Class|Method|Generic)\(")]
    public static partial Regex R();

    /// <summary>total(rows) = sum(rows), macro twice(x), mutable struct Loaf</summary>
    [GeneratedRegex(
        @"^\s*(?:(?:macro|abstract\s+type|(?:mutable\s+)?struct|(?:bare)?module)\s+\w+|"
        + @"[\w.]+!?(?:\{[^}]*\})?\([^=]*\)(?:::\S+)?\s*=[^=])")]
    public static partial Regex Julia();

    /// <summary>- (void)bake:(Loaf *)loaf, @interface Oven : NSObject</summary>
    [GeneratedRegex(@"^(?:[-+]\s*\([^)]*\)\s*\w|@(?:interface|implementation|protocol)\s+\w)")]
    public static partial Regex ObjectiveC();

    /// <summary>Public Shared Function Total(rows As List) As Integer</summary>
    [GeneratedRegex(
        @"^\s*(?:(?:public|private|protected|friend|shared|overridable|overrides|mustinherit|notinheritable|partial|async|readonly)\s+)*"
        + @"(?:sub|function|property|class|module|structure|interface|enum|namespace)\s+\w",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex VisualBasic();

    /// <summary>function Get-Total {, filter Total, class Oven</summary>
    [GeneratedRegex(@"^\s*(?:function|filter|class|enum|workflow)\s+[\w:-]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex PowerShell();

    /// <summary>message Loaf {, resource "aws_instance" "web" {, task bake {</summary>
    [GeneratedRegex(@"^\s*(?!(?:if|for|else|while)\b)[a-z]\w*(?:\s+(?:""[^""]*""|[\w.-]+))+\s*\{$")]
    public static partial Regex Blocks();

    /// <summary>function(add_loaf name)</summary>
    [GeneratedRegex(@"^\s*(?:function|macro)\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex CMake();

    /// <summary>bool get isOpen => true;, Future&lt;int&gt; bake() async {</summary>
    [GeneratedRegex(
        @"^\s*(?!(?:if|for|while|switch|catch|return|else|await)\b)"
        + @"(?:[\w<>?,\[\]]+\s+)+(?:get\s+\w+|\w+\s*\([^;]*\))\s*(?:async\*?|sync\*)?\s*(?:\{|=>)")]
    public static partial Regex Dart();
}
