/**
 * The page as an Eta template (https://eta.js.org). `<%= %>` escapes its value. `<%~ %>` does not; it is used only for the
 * page's own style and script.
 */
export const pageTemplate = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Error reference</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%234757c9'/%3E%3Cpath d='M8 3.5v5.5M8 11.5v1' stroke='white' stroke-width='2' stroke-linecap='round'/%3E%3C/svg%3E">
<link rel="alternate" type="text/markdown" href="<%= it.name %>.md">
<link rel="alternate" type="application/json" href="<%= it.name %>.json">
<style><%~ it.pageStyle %></style>
</head>
<body>
<a class="skip" href="#all-constants">Skip to the constants</a>
<header class="top">
<h1>Error reference</h1>
<p>Every error is answered with its HTTP status and an event in JSON. Match on its <code>constant</code>, show its
<code>message</code> to people.</p>
<p class="forms">Also as <a href="<%= it.name %>.md">Markdown</a> and <a href="<%= it.name %>.json">JSON</a>.</p>
</header>
<div class="columns">
<div class="side">
<div class="filter" role="search" hidden>
<p><label for="filter-box">Filter</label> <span id="filter-count" role="status"></span></p>
<input id="filter-box" type="search" autocomplete="off" spellcheck="false" placeholder="404, token, /rooms …">
</div>
<nav aria-label="Constants">
<ul>
<% for (const { constant, words, code, kind } of it.own) { %>
<li><a href="#<%= constant %>"><span class="code <%= kind %>"><%= code %></span> <% for (const word of words) { %><%= word %><wbr><% } %></a></li>
<% } %>
<% if (it.generic.length > 0) { %>
<li class="more"><a href="#generic-constants">Generic constants</a></li>
<% } %>
</ul>
</nav>
</div>
<main id="all-constants" tabindex="-1">
<% if (it.own.length > 0) { %>
<section aria-labelledby="own-constants">
<h2 id="own-constants">Constants</h2>
<% for (const { constant, words, code, kind, phrase, title, description, messages, example, data, routes } of it.own) { %>
<article id="<%= constant %>" aria-labelledby="<%= constant %>.name" data-filter>
<div class="text">
<h3 id="<%= constant %>.name"><a href="#<%= constant %>"><% for (const word of words) { %><%= word %><wbr><% } %></a></h3>
<p class="status"><span class="code <%= kind %>"><%= code %></span> <%= phrase %></p>
<p class="title"><%= title %></p>
<% if (description !== '') { %>
<p class="description"><%= description %></p>
<% } %>
<% if (messages.length > 0) { %>
<h4>Known messages</h4>
<ul class="messages">
<% for (const message of messages) { %>
<li><%= message %></li>
<% } %>
</ul>
<% } %>
</div>
<div class="sample">
<h4>Example event</h4>
<pre><code><%= example %></code></pre>
<% if (data) { %>
<details>
<summary><h4>Schema of <code>data</code></h4></summary>
<pre><code><%= data %></code></pre>
</details>
<% } %>
<% if (routes.length > 0) { %>
<details class="routes"<%= routes.length > 4 ? '' : ' open' %>>
<summary><h4>Routes</h4> <span class="number"><%= routes.length %></span></summary>
<ul>
<% for (const { method, url } of routes) { %>
<li><code><b><%= method %></b> <%= url %></code></li>
<% } %>
</ul>
</details>
<% } %>
</div>
</article>
<% } %>
</section>
<% } %>
<% if (it.generic.length > 0) { %>
<section aria-labelledby="generic-constants">
<h2 id="generic-constants">Generic constants</h2>
<p>There is one for each HTTP status, named after its reason phrase. For a <span class="code client">4xx</span>, fix the
request; for a <span class="code server">5xx</span>, try again later. The message defaults to the reason phrase:</p>
<pre class="sample"><code><%= it.generic[0].example %></code></pre>
<table>
<thead><tr><th scope="col">Code</th><th scope="col">Constant</th><th scope="col">Meaning</th></tr></thead>
<tbody>
<% for (const { constant, words, code, kind, title, routes } of it.generic) { %>
<tr id="<%= constant %>" data-filter>
<td><span class="code <%= kind %>"><%= code %></span></td>
<th scope="row"><a href="#<%= constant %>"><% for (const word of words) { %><%= word %><wbr><% } %></a></th>
<td><%= title %>
<% if (routes.length > 0) { %>
<ul class="routes">
<% for (const { method, url } of routes) { %>
<li><code><b><%= method %></b> <%= url %></code></li>
<% } %>
</ul>
<% } %>
</td>
</tr>
<% } %>
</tbody>
</table>
</section>
<% } %>
<p id="no-match" hidden>No constant matches all of these words.</p>
</main>
</div>
<script><%~ it.pageScript %></script>
</body>
</html>
`
