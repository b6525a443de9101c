package io.airbranch.access;

import java.util.function.Supplier;

/**
 * The first fence: every act of a person passes here before it reaches data. The database's row-level security, carrying the same
 * scope, is the second.
 */
public interface Guard {

    /** The operator on whose behalf this thread runs. Throws AccessDeniedException where nobody is signed in. */
    Operator current();

    /** Throws {@link org.springframework.security.access.AccessDeniedException} naming right and place if the operator lacks it. */
    void require(Right right, InstitutionPath where);

    /** As {@link #require} for a right held in any part of the tree; lists behind it are narrowed by the scope. */
    void requireAnywhere(Right right);

    /** Runs work on behalf of an operator outside an HTTP request (sockets): binds current operator and database scope. */
    <T> T as(Operator operator, Supplier<T> work);
}
